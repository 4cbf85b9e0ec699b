from search.engines.codes import codes_of, pairs_of

FACETS = {"kind": ["product"], "theme": ["Wonen", "Milieu", "Wonen"], "product": ["12"]}


def test_codes_are_one_text_whatever_their_order():
    assert codes_of(FACETS) == "kind:product\ntheme:Milieu\ntheme:Wonen"
    assert codes_of({}) == ""


def test_a_text_of_codes_is_read_back():
    assert pairs_of(codes_of({"theme": ["a:b"], "kind": ["form"]})) == [("kind", "form"), ("theme", "a:b")]
    assert pairs_of("") == []

// A date or hour that is typed stays as it is typed. Wagtail's calendar replaces what it cannot read by today or now when the field
// is left; the server reads more ways of writing than the calendar, and says so beside the field where it cannot either.
// No module: it must run before the calendars that Wagtail starts while the page is read.
jQuery.fn.datetimepicker.defaults.validateOnBlur = false;

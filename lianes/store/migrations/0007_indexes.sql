-- What every page asks of the calendar of reports, found without walking through all of it.
CREATE INDEX expected_report_month ON expected_report(month);
CREATE INDEX expected_report_missing ON expected_report(subject_level, subject_id, due_on)
  WHERE received_on IS NULL;

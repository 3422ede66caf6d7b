-- What each report holds and how firm it is, counted when the rollup is: pages that tell quality
-- read these lines, never the observations themselves.
CREATE TABLE report_content (
  subject_level INTEGER NOT NULL CHECK (subject_level IN (6, 7)),
  subject_id INTEGER NOT NULL,
  month INTEGER NOT NULL,
  measures INTEGER NOT NULL,
  PRIMARY KEY (subject_level, subject_id, month)
) WITHOUT ROWID;

CREATE TABLE measure_standing (
  subject_level INTEGER NOT NULL CHECK (subject_level IN (6, 7)),
  subject_id INTEGER NOT NULL,
  measure_id INTEGER NOT NULL REFERENCES measure(id),
  provisional INTEGER NOT NULL,
  total INTEGER NOT NULL,
  PRIMARY KEY (subject_level, subject_id, measure_id)
) WITHOUT ROWID;

INSERT INTO report_content
SELECT subject_level, subject_id, month, count(DISTINCT measure_id) FROM observation GROUP BY 1, 2, 3;

INSERT INTO measure_standing
SELECT subject_level, subject_id, measure_id, sum(validated = 0), count(*) FROM observation
GROUP BY 1, 2, 3;

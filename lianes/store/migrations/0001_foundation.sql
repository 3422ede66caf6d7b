-- Store of the programme 1 000 LIANES, first version.
-- Months are ordinals (year * 12 + month - 1, Europe/Paris); days are ISO text; instants are UTC text.
-- Levels: 0 France, 1 région, 2 département, 3 EPCI, 4 EPT, 5 commune, 6 network, 7 project.

CREATE TABLE meta (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE source (
  id TEXT PRIMARY KEY,
  title TEXT NOT NULL,
  publisher TEXT,
  published_on TEXT,
  url TEXT,
  note TEXT,
  kind TEXT NOT NULL CHECK (kind IN ('publication', 'open_data', 'batch', 'demonstration'))
);

-- Further sources of a fact, beside the main one in its own `source` column.
CREATE TABLE citation (
  fact_table TEXT NOT NULL,
  fact_id TEXT NOT NULL,
  source TEXT NOT NULL REFERENCES source(id),
  PRIMARY KEY (fact_table, fact_id, source)
) WITHOUT ROWID;

-- ---------------------------------------------------------------- territories
CREATE TABLE territory (
  id INTEGER PRIMARY KEY,
  code TEXT NOT NULL UNIQUE,
  level INTEGER NOT NULL CHECK (level BETWEEN 0 AND 5),
  name TEXT NOT NULL,
  population INTEGER,
  area_km2 REAL,
  lon REAL,
  lat REAL,
  x INTEGER,
  y INTEGER,
  spans TEXT,
  postcodes TEXT,
  approximate INTEGER NOT NULL DEFAULT 0,
  vintage TEXT NOT NULL
);
CREATE INDEX territory_level ON territory(level);

-- A child and each of its parents: a commune has EPCI, EPT, département, région and France;
-- an EPCI belongs to the département and région where most of its population lives.
CREATE TABLE territory_link (
  child_id INTEGER NOT NULL REFERENCES territory(id),
  parent_level INTEGER NOT NULL,
  parent_id INTEGER NOT NULL REFERENCES territory(id),
  PRIMARY KEY (child_id, parent_level)
) WITHOUT ROWID;
CREATE INDEX territory_link_parent ON territory_link(parent_id, child_id);

CREATE TABLE former_commune (
  old_code TEXT NOT NULL,
  old_name TEXT NOT NULL,
  territory_id INTEGER NOT NULL REFERENCES territory(id),
  kind TEXT NOT NULL,
  PRIMARY KEY (old_code, territory_id)
) WITHOUT ROWID;

CREATE TABLE neighbour (
  a_id INTEGER NOT NULL REFERENCES territory(id),
  b_id INTEGER NOT NULL REFERENCES territory(id),
  PRIMARY KEY (a_id, b_id)
) WITHOUT ROWID;

CREATE TABLE perimeter (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  source TEXT NOT NULL REFERENCES source(id),
  simulated INTEGER NOT NULL DEFAULT 0 CHECK (simulated IN (0, 1))
);

CREATE TABLE perimeter_member (
  perimeter TEXT NOT NULL REFERENCES perimeter(id),
  territory_id INTEGER NOT NULL REFERENCES territory(id),
  PRIMARY KEY (perimeter, territory_id)
) WITHOUT ROWID;

CREATE TABLE context_measure (
  id TEXT PRIMARY KEY,
  label TEXT NOT NULL,
  unit TEXT NOT NULL,
  as_of TEXT NOT NULL,
  producer TEXT NOT NULL,
  dataset TEXT NOT NULL,
  licence TEXT NOT NULL,
  national_check REAL,
  summable INTEGER NOT NULL CHECK (summable IN (0, 1)),
  note TEXT,
  source TEXT NOT NULL REFERENCES source(id)
);

-- Absent means not published. `missing` names the parts an aggregate lacks: it is then partial.
CREATE TABLE context_figure (
  territory_id INTEGER NOT NULL REFERENCES territory(id),
  measure TEXT NOT NULL REFERENCES context_measure(id),
  as_of TEXT NOT NULL,
  value REAL NOT NULL,
  missing TEXT,
  PRIMARY KEY (measure, territory_id, as_of)
) WITHOUT ROWID;

-- ---------------------------------------------------------------- programmes and actors
CREATE TABLE actor_kind (
  id TEXT PRIMARY KEY,
  label TEXT NOT NULL,
  source TEXT NOT NULL REFERENCES source(id)
);

CREATE TABLE partner (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  kind TEXT NOT NULL REFERENCES actor_kind(id),
  siren TEXT,
  siret TEXT,
  contact TEXT,
  note TEXT,
  source TEXT NOT NULL REFERENCES source(id),
  simulated INTEGER NOT NULL DEFAULT 0 CHECK (simulated IN (0, 1))
);

CREATE TABLE partner_territory (
  partner TEXT NOT NULL REFERENCES partner(id),
  territory_id INTEGER NOT NULL REFERENCES territory(id),
  PRIMARY KEY (partner, territory_id)
) WITHOUT ROWID;

CREATE TABLE programme (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  lead TEXT NOT NULL REFERENCES partner(id),
  started_on TEXT,
  purpose TEXT NOT NULL,
  source TEXT NOT NULL REFERENCES source(id)
);

CREATE TABLE role (
  id INTEGER PRIMARY KEY,
  programme TEXT NOT NULL REFERENCES programme(id),
  actor TEXT NOT NULL,
  partner TEXT REFERENCES partner(id),
  role TEXT NOT NULL,
  source TEXT NOT NULL REFERENCES source(id)
);

CREATE TABLE milestone (
  id INTEGER PRIMARY KEY,
  programme TEXT NOT NULL REFERENCES programme(id),
  happened_on TEXT,
  horizon TEXT,
  title TEXT NOT NULL,
  source TEXT NOT NULL REFERENCES source(id)
);

CREATE TABLE key_figure (
  id TEXT PRIMARY KEY,
  programme TEXT REFERENCES programme(id),
  label TEXT NOT NULL,
  value REAL NOT NULL,
  value_max REAL,
  unit TEXT NOT NULL,
  qualifier TEXT,
  note TEXT,
  as_of TEXT,
  source TEXT NOT NULL REFERENCES source(id)
);

-- Sourced details of a partner, fund, solution or programme, as precise or imprecise as published.
CREATE TABLE detail (
  id INTEGER PRIMARY KEY,
  subject_table TEXT NOT NULL,
  subject_id TEXT NOT NULL,
  fact TEXT NOT NULL,
  value TEXT,
  as_of TEXT,
  source TEXT NOT NULL REFERENCES source(id)
);

CREATE TABLE public (
  id INTEGER PRIMARY KEY,
  code TEXT NOT NULL UNIQUE,
  label TEXT NOT NULL,
  programme TEXT REFERENCES programme(id),
  priority TEXT,
  source TEXT NOT NULL REFERENCES source(id)
);

-- A published wording or an assumption; `indicator` is set when the value is a target of one.
CREATE TABLE target (
  id INTEGER PRIMARY KEY,
  programme TEXT NOT NULL REFERENCES programme(id),
  indicator TEXT,
  subject_level INTEGER NOT NULL DEFAULT 0,
  subject_id INTEGER,
  code TEXT NOT NULL,
  value REAL NOT NULL,
  unit TEXT NOT NULL,
  starts_on TEXT,
  due_on TEXT,
  wording TEXT NOT NULL,
  source TEXT NOT NULL REFERENCES source(id),
  simulated INTEGER NOT NULL DEFAULT 0 CHECK (simulated IN (0, 1))
);

-- ---------------------------------------------------------------- networks
CREATE TABLE network (
  id INTEGER PRIMARY KEY,
  code TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  stage TEXT NOT NULL
    CHECK (stage IN ('identification', 'agreement', 'experiment', 'deployed', 'closed')),
  opened_on TEXT,
  closed_on TEXT,
  seat_id INTEGER NOT NULL REFERENCES territory(id),
  declared_seat_code TEXT NOT NULL,
  successor_id INTEGER REFERENCES network(id),
  assessed_on TEXT,
  source TEXT NOT NULL REFERENCES source(id),
  simulated INTEGER NOT NULL CHECK (simulated IN (0, 1))
);
CREATE INDEX network_seat ON network(seat_id);

CREATE TABLE network_commune (
  network_id INTEGER NOT NULL REFERENCES network(id),
  territory_id INTEGER NOT NULL REFERENCES territory(id),
  PRIMARY KEY (network_id, territory_id)
) WITHOUT ROWID;

CREATE TABLE network_partner (
  network_id INTEGER NOT NULL REFERENCES network(id),
  partner TEXT NOT NULL REFERENCES partner(id),
  kind TEXT NOT NULL REFERENCES actor_kind(id),
  role TEXT NOT NULL,
  since TEXT,
  until TEXT,
  PRIMARY KEY (network_id, partner, kind)
) WITHOUT ROWID;

-- ---------------------------------------------------------------- agreements and money
CREATE TABLE convention (
  id TEXT PRIMARY KEY,
  title TEXT NOT NULL,
  kind TEXT NOT NULL,
  signed_on TEXT,
  ends_on TEXT,
  programme TEXT REFERENCES programme(id),
  network_id INTEGER REFERENCES network(id),
  amount_eur REAL,
  object TEXT,
  note TEXT,
  source TEXT NOT NULL REFERENCES source(id),
  simulated INTEGER NOT NULL DEFAULT 0 CHECK (simulated IN (0, 1))
);

CREATE TABLE convention_party (
  convention TEXT NOT NULL REFERENCES convention(id),
  partner TEXT NOT NULL REFERENCES partner(id),
  PRIMARY KEY (convention, partner)
) WITHOUT ROWID;

CREATE TABLE convention_territory (
  convention TEXT NOT NULL REFERENCES convention(id),
  territory_id INTEGER NOT NULL REFERENCES territory(id),
  PRIMARY KEY (convention, territory_id)
) WITHOUT ROWID;

CREATE TABLE convention_axis (
  convention TEXT NOT NULL REFERENCES convention(id),
  rank INTEGER NOT NULL,
  axis TEXT NOT NULL,
  measurable INTEGER NOT NULL CHECK (measurable IN (0, 1)),
  progress REAL,
  evidence TEXT,
  PRIMARY KEY (convention, rank)
) WITHOUT ROWID;

CREATE TABLE fund (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  note TEXT,
  source TEXT NOT NULL REFERENCES source(id)
);

-- One line: who funds what. A co-funder's euro stands in one line only.
CREATE TABLE funding (
  id INTEGER PRIMARY KEY,
  programme TEXT NOT NULL REFERENCES programme(id),
  network_id INTEGER REFERENCES network(id),
  project_id INTEGER REFERENCES project(id),
  funder TEXT NOT NULL REFERENCES partner(id),
  fund TEXT REFERENCES fund(id),
  form TEXT NOT NULL CHECK (form IN ('money', 'in_kind')),
  stage TEXT NOT NULL CHECK (stage IN ('identified', 'requested', 'notified', 'signed', 'paid')),
  year INTEGER NOT NULL,
  amount_eur REAL NOT NULL CHECK (amount_eur >= 0),
  covers_from TEXT,
  covers_until TEXT,
  source TEXT NOT NULL REFERENCES source(id),
  simulated INTEGER NOT NULL CHECK (simulated IN (0, 1))
);
CREATE INDEX funding_network ON funding(network_id);

CREATE TABLE funding_need (
  network_id INTEGER NOT NULL REFERENCES network(id),
  starts_on TEXT NOT NULL,
  ends_on TEXT NOT NULL,
  amount_eur REAL NOT NULL CHECK (amount_eur >= 0),
  source TEXT NOT NULL REFERENCES source(id),
  simulated INTEGER NOT NULL CHECK (simulated IN (0, 1)),
  PRIMARY KEY (network_id, starts_on)
) WITHOUT ROWID;

-- ---------------------------------------------------------------- solutions, projects, lessons
CREATE TABLE challenge (
  id TEXT PRIMARY KEY,
  label TEXT NOT NULL,
  examples TEXT,
  source TEXT NOT NULL REFERENCES source(id)
);

CREATE TABLE solution (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  partner TEXT REFERENCES partner(id),
  purpose TEXT NOT NULL,
  source TEXT NOT NULL REFERENCES source(id),
  simulated INTEGER NOT NULL DEFAULT 0 CHECK (simulated IN (0, 1))
);

CREATE TABLE solution_challenge (
  solution TEXT NOT NULL REFERENCES solution(id),
  challenge TEXT NOT NULL REFERENCES challenge(id),
  PRIMARY KEY (solution, challenge)
) WITHOUT ROWID;

CREATE TABLE deployment (
  id INTEGER PRIMARY KEY,
  solution TEXT NOT NULL REFERENCES solution(id),
  territory_id INTEGER NOT NULL REFERENCES territory(id),
  network_id INTEGER REFERENCES network(id),
  stage TEXT,
  since TEXT,
  source TEXT NOT NULL REFERENCES source(id),
  simulated INTEGER NOT NULL CHECK (simulated IN (0, 1))
);

CREATE TABLE response_kind (
  id TEXT PRIMARY KEY,
  label TEXT NOT NULL,
  programme TEXT NOT NULL REFERENCES programme(id),
  source TEXT NOT NULL REFERENCES source(id)
);

CREATE TABLE project (
  id INTEGER PRIMARY KEY,
  code TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  programme TEXT NOT NULL REFERENCES programme(id),
  landlord TEXT REFERENCES partner(id),
  manager TEXT REFERENCES partner(id),
  public TEXT,
  response_kind TEXT REFERENCES response_kind(id),
  dwellings INTEGER,
  budget_eur REAL,
  stage TEXT NOT NULL,
  seat_id INTEGER NOT NULL REFERENCES territory(id),
  source TEXT NOT NULL REFERENCES source(id),
  simulated INTEGER NOT NULL CHECK (simulated IN (0, 1))
);

CREATE TABLE event (
  id TEXT PRIMARY KEY,
  title TEXT NOT NULL,
  starts_on TEXT,
  ends_on TEXT,
  place TEXT,
  programme TEXT REFERENCES programme(id),
  participants INTEGER,
  participants_unit TEXT,
  note TEXT,
  source TEXT NOT NULL REFERENCES source(id),
  simulated INTEGER NOT NULL DEFAULT 0 CHECK (simulated IN (0, 1))
);

CREATE TABLE feedback_axis (
  id TEXT PRIMARY KEY,
  axis TEXT NOT NULL CHECK (axis IN ('theme', 'angle')),
  label TEXT NOT NULL,
  source TEXT NOT NULL REFERENCES source(id)
);

CREATE TABLE lesson (
  id INTEGER PRIMARY KEY,
  theme TEXT NOT NULL REFERENCES feedback_axis(id),
  angle TEXT NOT NULL REFERENCES feedback_axis(id),
  network_id INTEGER REFERENCES network(id),
  event TEXT REFERENCES event(id),
  noted_on TEXT,
  text TEXT NOT NULL,
  source TEXT NOT NULL REFERENCES source(id),
  simulated INTEGER NOT NULL CHECK (simulated IN (0, 1))
);

-- ---------------------------------------------------------------- figures
CREATE TABLE measure (
  id INTEGER PRIMARY KEY,
  code TEXT NOT NULL UNIQUE,
  label TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('flow', 'stock', 'cohort')),
  unit TEXT NOT NULL,
  persons INTEGER NOT NULL CHECK (persons IN (0, 1)),
  sensitive INTEGER NOT NULL CHECK (sensitive IN (0, 1)),
  definition TEXT NOT NULL,
  part_of INTEGER REFERENCES measure(id)
);

-- The publics a measure is declared for; a figure for another public has no place.
CREATE TABLE measure_public (
  measure_id INTEGER NOT NULL REFERENCES measure(id),
  public_id INTEGER NOT NULL REFERENCES public(id),
  PRIMARY KEY (measure_id, public_id)
) WITHOUT ROWID;

CREATE TABLE batch (
  id INTEGER PRIMARY KEY,
  received_at TEXT NOT NULL,
  author TEXT NOT NULL,
  title TEXT NOT NULL,
  sha256 TEXT,
  note TEXT,
  source TEXT NOT NULL REFERENCES source(id),
  simulated INTEGER NOT NULL CHECK (simulated IN (0, 1))
);

-- Absent means not reported; zero is a measure. `subject_level` is 6 (network) or 7 (project).
CREATE TABLE observation (
  subject_level INTEGER NOT NULL CHECK (subject_level IN (6, 7)),
  measure_id INTEGER NOT NULL,
  public_id INTEGER NOT NULL,
  subject_id INTEGER NOT NULL,
  month INTEGER NOT NULL,
  value INTEGER NOT NULL CHECK (value >= 0),
  validated INTEGER NOT NULL CHECK (validated IN (0, 1)),
  batch_id INTEGER NOT NULL REFERENCES batch(id),
  PRIMARY KEY (subject_level, measure_id, public_id, subject_id, month),
  FOREIGN KEY (measure_id, public_id) REFERENCES measure_public(measure_id, public_id)
) WITHOUT ROWID;

-- `event` is 'start' at age 0, then an exit of the cohort at age 1 or more, in months.
CREATE TABLE cohort_observation (
  subject_level INTEGER NOT NULL CHECK (subject_level IN (6, 7)),
  measure_id INTEGER NOT NULL,
  public_id INTEGER NOT NULL,
  subject_id INTEGER NOT NULL,
  start_month INTEGER NOT NULL,
  age INTEGER NOT NULL CHECK (age >= 0),
  event TEXT NOT NULL,
  value INTEGER NOT NULL CHECK (value >= 0),
  batch_id INTEGER NOT NULL REFERENCES batch(id),
  PRIMARY KEY (subject_level, measure_id, public_id, subject_id, start_month, age, event),
  FOREIGN KEY (measure_id, public_id) REFERENCES measure_public(measure_id, public_id)
) WITHOUT ROWID;

CREATE TABLE expected_report (
  subject_level INTEGER NOT NULL CHECK (subject_level IN (6, 7)),
  subject_id INTEGER NOT NULL,
  month INTEGER NOT NULL,
  due_on TEXT NOT NULL,
  received_on TEXT,
  PRIMARY KEY (subject_level, subject_id, month)
) WITHOUT ROWID;

CREATE TABLE change (
  id INTEGER PRIMARY KEY,
  batch_id INTEGER NOT NULL REFERENCES batch(id),
  table_name TEXT NOT NULL,
  row_key TEXT NOT NULL,
  column_name TEXT NOT NULL,
  old_value TEXT,
  new_value TEXT,
  reason TEXT
);

CREATE TABLE proposal (
  id INTEGER PRIMARY KEY,
  table_name TEXT NOT NULL,
  row_key TEXT NOT NULL,
  proposed_value TEXT NOT NULL,
  reason TEXT NOT NULL,
  author TEXT NOT NULL,
  proposed_at TEXT NOT NULL,
  decision TEXT CHECK (decision IN ('accepted', 'refused')),
  decided_at TEXT,
  decision_reason TEXT,
  batch_id INTEGER REFERENCES batch(id)
);

-- ---------------------------------------------------------------- what pages read
-- value: flow of the month, or stock at its end (last value reported by each open network);
-- cumulated: flow since the first month, NULL for a stock; expected, reported: networks of the
-- month; expected_total, reported_total: the same added up since the first month.
CREATE TABLE rollup (
  level INTEGER NOT NULL,
  public_id INTEGER NOT NULL,
  measure_id INTEGER NOT NULL,
  entity_id INTEGER NOT NULL,
  month INTEGER NOT NULL,
  value INTEGER,
  cumulated INTEGER,
  expected INTEGER NOT NULL,
  reported INTEGER NOT NULL,
  expected_total INTEGER NOT NULL,
  reported_total INTEGER NOT NULL,
  PRIMARY KEY (level, public_id, measure_id, entity_id, month)
) WITHOUT ROWID;

CREATE TABLE cohort_rollup (
  level INTEGER NOT NULL,
  public_id INTEGER NOT NULL,
  measure_id INTEGER NOT NULL,
  entity_id INTEGER NOT NULL,
  start_month INTEGER NOT NULL,
  age INTEGER NOT NULL,
  event TEXT NOT NULL,
  value INTEGER NOT NULL,
  PRIMARY KEY (level, public_id, measure_id, entity_id, start_month, age, event)
) WITHOUT ROWID;

CREATE TABLE suppression (
  audience TEXT NOT NULL CHECK (audience IN ('interne', 'externe')),
  level INTEGER NOT NULL,
  public_id INTEGER NOT NULL,
  measure_id INTEGER NOT NULL,
  entity_id INTEGER NOT NULL,
  month INTEGER NOT NULL,
  reason TEXT NOT NULL CHECK (reason IN ('primary', 'secondary')),
  PRIMARY KEY (audience, level, public_id, measure_id, entity_id, month)
) WITHOUT ROWID;

-- ---------------------------------------------------------------- views for people who browse the file
CREATE VIEW observation_labelled AS
SELECT n.code AS network, n.name AS network_name, m.code AS measure, p.code AS public,
       printf('%04d-%02d', o.month / 12, o.month % 12 + 1) AS month,
       o.value, o.validated, b.title AS batch, b.simulated
FROM observation o
JOIN measure m ON m.id = o.measure_id
JOIN public p ON p.id = o.public_id
JOIN batch b ON b.id = o.batch_id
JOIN network n ON n.id = o.subject_id AND o.subject_level = 6;

CREATE VIEW rollup_labelled AS
SELECT coalesce(t.code, n.code) AS entity, coalesce(t.name, n.name) AS entity_name,
       m.code AS measure, p.code AS public,
       printf('%04d-%02d', r.month / 12, r.month % 12 + 1) AS month,
       r.value, r.cumulated, r.expected, r.reported
FROM rollup r
JOIN measure m ON m.id = r.measure_id
JOIN public p ON p.id = r.public_id
LEFT JOIN territory t ON t.id = r.entity_id AND r.level <= 5
LEFT JOIN network n ON n.id = r.entity_id AND r.level = 6;

-- Accompanied housing followed as networks are: stages of the call, measures, dated decisions.
-- A lesson may also speak of a territory.
ALTER TABLE project ADD COLUMN opened_on TEXT;
UPDATE project SET stage = CASE stage
  WHEN 'proposed' THEN 'deposited' WHEN 'works' THEN 'selected' WHEN 'open' THEN 'in_service'
  ELSE stage END;
CREATE TRIGGER project_stage_added BEFORE INSERT ON project
WHEN new.stage NOT IN
  ('interested', 'deposited', 'examined', 'selected', 'in_service', 'assessed')
BEGIN SELECT raise(ABORT, 'unknown stage of a project'); END;
CREATE TRIGGER project_stage_changed BEFORE UPDATE OF stage ON project
WHEN new.stage NOT IN
  ('interested', 'deposited', 'examined', 'selected', 'in_service', 'assessed')
BEGIN SELECT raise(ABORT, 'unknown stage of a project'); END;

-- Who reports a measure: 6 a network, 7 a project.
ALTER TABLE measure ADD COLUMN subject_level INTEGER NOT NULL DEFAULT 6
  CHECK (subject_level IN (6, 7));
-- A store already in use receives the measures of projects; a store being made has none yet.
INSERT INTO measure (id, code, label, kind, unit, persons, sensitive, definition, subject_level)
SELECT (SELECT max(id) FROM measure) + rank, code, label, kind, unit, persons, 0, definition, 7
FROM (
  SELECT 1 AS rank, 'project_households' AS code, 'Ménages logés' AS label, 'stock' AS kind,
         'ménages' AS unit, 1 AS persons,
         'Ménages logés par le projet à la fin du mois.' AS definition
  UNION ALL SELECT 2, 'project_full_leases', 'Baux de droit commun', 'stock', 'ménages', 1,
         'Ménages logés titulaires d''un bail de droit commun à la fin du mois.'
  UNION ALL SELECT 3, 'project_resources', 'Ressources reçues', 'flow', '€', 0,
         'Loyers, redevances, subventions et aides reçus pour le projet dans le mois.'
  UNION ALL SELECT 4, 'project_costs', 'Charges payées', 'flow', '€', 0,
         'Charges du projet payées dans le mois, accompagnement compris.'
  UNION ALL SELECT 5, 'tenancy_retention', 'Maintien dans le logement', 'cohort', 'ménages', 1,
         'Ménages suivis depuis leur entrée dans le logement : fin de bail, ou perte de vue.'
) WHERE EXISTS (SELECT 1 FROM measure);
UPDATE measure SET part_of = (SELECT id FROM measure WHERE code = 'project_households')
WHERE code = 'project_full_leases';
INSERT INTO measure_public (measure_id, public_id)
SELECT m.id, p.id FROM measure m JOIN public p ON p.code = 'all' WHERE m.subject_level = 7;

-- Decisions of those who steer a programme, as dated notes.
CREATE TABLE decision (
  id INTEGER PRIMARY KEY,
  programme TEXT NOT NULL REFERENCES programme(id),
  project_id INTEGER REFERENCES project(id),
  decided_on TEXT NOT NULL,
  body TEXT NOT NULL,
  text TEXT NOT NULL,
  source TEXT NOT NULL REFERENCES source(id),
  simulated INTEGER NOT NULL DEFAULT 0 CHECK (simulated IN (0, 1))
);

ALTER TABLE lesson ADD COLUMN territory_id INTEGER REFERENCES territory(id);

CREATE VIEW project_observation_labelled AS
SELECT j.code AS project, j.name AS project_name, m.code AS measure, p.code AS public,
       printf('%04d-%02d', o.month / 12, o.month % 12 + 1) AS month,
       o.value, o.validated, b.title AS batch, b.simulated
FROM observation o
JOIN measure m ON m.id = o.measure_id
JOIN public p ON p.id = o.public_id
JOIN batch b ON b.id = o.batch_id
JOIN project j ON j.id = o.subject_id AND o.subject_level = 7;

DROP VIEW rollup_labelled;
CREATE VIEW rollup_labelled AS
SELECT coalesce(t.code, n.code, j.code) AS entity, coalesce(t.name, n.name, j.name) AS entity_name,
       m.code AS measure, p.code AS public,
       printf('%04d-%02d', r.month / 12, r.month % 12 + 1) AS month,
       r.value, r.cumulated, r.expected, r.reported
FROM rollup r
JOIN measure m ON m.id = r.measure_id
JOIN public p ON p.id = r.public_id
LEFT JOIN territory t ON t.id = r.entity_id AND r.level <= 5
LEFT JOIN network n ON n.id = r.entity_id AND r.level = 6
LEFT JOIN project j ON j.id = r.entity_id AND r.level = 7;

-- What adaptations cost by level: three parts of the cost of adaptations.
-- A store already in use receives the measures; a store being made has none yet.
INSERT INTO measure
  (id, code, label, kind, unit, persons, sensitive, definition, part_of, subject_level)
SELECT (SELECT max(id) FROM measure) + rank, code, label, 'flow', 'euros', 0, 0, definition,
       whole.id, 6
FROM (
  SELECT 1 AS rank, 'adaptation_cost_minor_works' AS code, 'Coût : travaux ponctuels' AS label,
         'Montant des travaux ponctuels réceptionnés dans le mois ; une part du coût des adaptations.' AS definition
  UNION ALL SELECT 2, 'adaptation_cost_fully_adapted', 'Coût : niveau « adapté »',
         'Montant des travaux réceptionnés dans le mois dans des logements du niveau « adapté » ; une part du coût des adaptations.'
  UNION ALL SELECT 3, 'adaptation_cost_labelled', 'Coût : niveau « label »',
         'Montant des travaux réceptionnés dans le mois dans des logements du niveau « label » ; une part du coût des adaptations.'
), (SELECT id FROM measure WHERE code = 'adaptation_cost') AS whole;
INSERT INTO measure_public (measure_id, public_id)
SELECT m.id, d.public_id FROM measure m
JOIN measure w ON w.id = m.part_of AND w.code = 'adaptation_cost'
JOIN measure_public d ON d.measure_id = w.id;

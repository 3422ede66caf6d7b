-- Full-text search of lessons and events, accents folded; the indexes follow every change.
CREATE VIRTUAL TABLE lesson_search USING fts5(
  text, content='lesson', content_rowid='id', tokenize='unicode61 remove_diacritics 2'
);
CREATE TRIGGER lesson_search_added AFTER INSERT ON lesson BEGIN
  INSERT INTO lesson_search(rowid, text) VALUES (new.id, new.text);
END;
CREATE TRIGGER lesson_search_removed AFTER DELETE ON lesson BEGIN
  INSERT INTO lesson_search(lesson_search, rowid, text) VALUES ('delete', old.id, old.text);
END;
CREATE TRIGGER lesson_search_changed AFTER UPDATE ON lesson BEGIN
  INSERT INTO lesson_search(lesson_search, rowid, text) VALUES ('delete', old.id, old.text);
  INSERT INTO lesson_search(rowid, text) VALUES (new.id, new.text);
END;
INSERT INTO lesson_search(lesson_search) VALUES ('rebuild');

-- An event has no integer key that would survive VACUUM: its index keeps its id.
CREATE VIRTUAL TABLE event_search USING fts5(
  id UNINDEXED, title, place, note, tokenize='unicode61 remove_diacritics 2'
);
CREATE TRIGGER event_search_added AFTER INSERT ON event BEGIN
  INSERT INTO event_search(id, title, place, note)
  VALUES (new.id, new.title, new.place, new.note);
END;
CREATE TRIGGER event_search_removed AFTER DELETE ON event BEGIN
  DELETE FROM event_search WHERE id = old.id;
END;
CREATE TRIGGER event_search_changed AFTER UPDATE ON event BEGIN
  DELETE FROM event_search WHERE id = old.id;
  INSERT INTO event_search(id, title, place, note)
  VALUES (new.id, new.title, new.place, new.note);
END;
INSERT INTO event_search(id, title, place, note) SELECT id, title, place, note FROM event;

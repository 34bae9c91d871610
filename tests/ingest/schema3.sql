-- The tables of schema 3, as the program of then made them.
CREATE TABLE gone (
  document TEXT NOT NULL,
  PRIMARY KEY (document)
);
CREATE TABLE meta (
  name TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (name)
);
CREATE TABLE reports (
  document TEXT NOT NULL,
  revision INTEGER NOT NULL,
  current BOOLEAN NOT NULL,
  source TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  url TEXT NOT NULL,
  title TEXT NOT NULL,
  publisher TEXT NOT NULL,
  scope TEXT NOT NULL,
  level TEXT NOT NULL,
  division TEXT NOT NULL,
  division_code TEXT NOT NULL,
  posted_by TEXT NOT NULL,
  year INTEGER,
  published TEXT NOT NULL,
  form2 TEXT NOT NULL,
  form3 TEXT NOT NULL,
  sample BOOLEAN NOT NULL,
  copy_of TEXT NOT NULL,
  added TEXT NOT NULL,
  reader INTEGER NOT NULL,
  hand TEXT NOT NULL,
  "indexed" BOOLEAN NOT NULL,
  head TEXT NOT NULL,
  PRIMARY KEY (document, revision)
);
CREATE INDEX ix_reports_division_code ON reports (division_code);
CREATE INDEX ix_reports_publisher ON reports (publisher);
CREATE INDEX ix_reports_year ON reports (year);
CREATE TABLE chunks (
  document TEXT NOT NULL,
  revision INTEGER NOT NULL,
  position INTEGER NOT NULL,
  chapter TEXT NOT NULL,
  heading TEXT NOT NULL,
  text TEXT NOT NULL,
  "where" TEXT NOT NULL,
  PRIMARY KEY (document, revision, position),
  FOREIGN KEY(document, revision) REFERENCES reports (document, revision) ON DELETE CASCADE
);
CREATE TABLE figures (
  document TEXT NOT NULL,
  revision INTEGER NOT NULL,
  position INTEGER NOT NULL,
  form TEXT NOT NULL,
  "table" TEXT NOT NULL,
  "row" TEXT NOT NULL,
  "column" TEXT NOT NULL,
  indicator TEXT NOT NULL,
  breakdown TEXT NOT NULL,
  value TEXT,
  millionths BIGINT,
  state TEXT NOT NULL,
  unit TEXT NOT NULL,
  raw TEXT NOT NULL,
  "where" TEXT NOT NULL,
  PRIMARY KEY (document, revision, position),
  FOREIGN KEY(document, revision) REFERENCES reports (document, revision) ON DELETE CASCADE
);
CREATE INDEX figures_by_indicator ON figures (indicator, breakdown, document, revision, millionths);
CREATE UNIQUE INDEX figures_by_where ON figures (document, revision, "where");
CREATE TABLE findings (
  document TEXT NOT NULL,
  revision INTEGER NOT NULL,
  position INTEGER NOT NULL,
  "check" TEXT NOT NULL,
  severity TEXT NOT NULL,
  "where" TEXT NOT NULL,
  expected TEXT NOT NULL,
  actual TEXT NOT NULL,
  text TEXT NOT NULL,
  text_en TEXT NOT NULL,
  PRIMARY KEY (document, revision, position),
  FOREIGN KEY(document, revision) REFERENCES reports (document, revision) ON DELETE CASCADE
);
CREATE TABLE stated (
  document TEXT NOT NULL,
  revision INTEGER NOT NULL,
  position INTEGER NOT NULL,
  subject TEXT NOT NULL,
  measure TEXT NOT NULL,
  value TEXT NOT NULL,
  unit TEXT NOT NULL,
  bound TEXT NOT NULL,
  share_of TEXT NOT NULL,
  quote TEXT NOT NULL,
  "where" TEXT NOT NULL,
  PRIMARY KEY (document, revision, position),
  FOREIGN KEY(document, revision) REFERENCES reports (document, revision) ON DELETE CASCADE
);

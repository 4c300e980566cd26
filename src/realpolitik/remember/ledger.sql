-- The DuckDB ledger: rows are added, never changed or deleted.
--
-- `input` below is an id made from everything that came of an input, so the same reading twice is one row.
-- No keys and no indexes: one writer sees to it that nothing stands twice, and a scan of columns is fast enough.

CREATE TABLE meta (name VARCHAR, value VARCHAR);

CREATE TABLE runs (id VARCHAR, code VARCHAR, model VARCHAR, tables VARCHAR, settings VARCHAR);

-- What was given to read, in the order of reading: `number` grows. An input that is read again to another result, or
-- back to an earlier one, has a further row here; its content below is stored once.
CREATE TABLE inputs (
    number BIGINT,
    input VARCHAR,
    reference VARCHAR,
    document VARCHAR,  -- '' for a refusal
    outcome VARCHAR,   -- read, partly, refused
    step VARCHAR,      -- the step that refused it
    reason VARCHAR,
    notes VARCHAR[],
    failures VARCHAR[],
    run VARCHAR
);

CREATE TABLE texts (id VARCHAR, content VARCHAR);
CREATE TABLE originals (id VARCHAR, content BLOB);

CREATE TABLE documents (
    input VARCHAR,
    id VARCHAR,
    text VARCHAR,      -- id in texts
    original VARCHAR,  -- id in originals
    reference VARCHAR,
    title VARCHAR,
    published_start DATE,
    published_end DATE,
    published_precision VARCHAR,
    published_basis VARCHAR,
    published_timex VARCHAR,
    outlet VARCHAR,
    author VARCHAR,
    republisher VARCHAR,
    language VARCHAR,
    way VARCHAR,
    notes VARCHAR[]
);

-- One row per record; `line` is the record itself, the other columns are what queries look at.
-- `first_day` and `last_day`: when it happened, or where the words do not say, when the document was published.
CREATE TABLE records (
    input VARCHAR,
    id VARCHAR,
    kind VARCHAR,
    document VARCHAR,
    "start" BIGINT,
    "end" BIGINT,
    words VARCHAR,
    factuality VARCHAR,
    polarity VARCHAR,
    time_frame VARCHAR,
    dated BOOLEAN,
    first_day DATE,
    last_day DATE,
    place VARCHAR,
    country VARCHAR,
    event_type VARCHAR,
    mode VARCHAR,
    cameo VARCHAR,
    goldstein DOUBLE,
    quad VARCHAR,
    relation VARCHAR,
    sign BIGINT,
    direction VARCHAR,
    issue VARCHAR,
    status VARCHAR,
    confidence DOUBLE,
    rule VARCHAR,
    run VARCHAR,
    line VARCHAR
);

-- `joint`: those in this role face each other (the parties of an arrangement, the sides of a mutual act).
CREATE TABLE participants (
    input VARCHAR,
    record VARCHAR,
    role VARCHAR,
    position BIGINT,
    actor VARCHAR,
    acts_for VARCHAR,
    name VARCHAR,
    country VARCHAR,
    sector VARCHAR,
    "start" BIGINT,
    "end" BIGINT,
    joint BOOLEAN
);

CREATE TABLE actors (input VARCHAR, id VARCHAR, name VARCHAR, kind VARCHAR, country VARCHAR, sector VARCHAR, line VARCHAR);

-- Inputs whose row is the last word on them: a reading until the same document is read anew from the same reference,
-- a refusal until anything comes of its reference.
CREATE VIEW standing AS
SELECT * FROM inputs
QUALIFY number = max(number) OVER (PARTITION BY reference, document)
    AND (document <> '' OR number = max(number) OVER (PARTITION BY reference));

-- The one reading of each document that queries show: by the run that read it last, and where that run read several
-- copies of it, a dated one first, then by reference.
CREATE VIEW readings AS
SELECT standing.*
FROM standing
JOIN (SELECT document, arg_max(run, number) AS run FROM inputs GROUP BY document) AS latest USING (document, run)
JOIN documents USING (input)
QUALIFY row_number() OVER (
    PARTITION BY standing.document
    ORDER BY published_start IS NULL AND published_end IS NULL, standing.reference, input
) = 1;

-- The ledger's tables: rows are added, never changed or deleted.
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
SELECT number, input, reference, document, outcome, step, reason, notes, failures, run
FROM (
    SELECT *,
        max(number) OVER (PARTITION BY reference, document) AS last_of_document,
        max(number) OVER (PARTITION BY reference) AS last_of_reference
    FROM inputs
) AS heard
WHERE number = last_of_document AND (document <> '' OR number = last_of_reference);

-- The one reading of each document that queries show: by the run that read it last, and where that run read several
-- copies of it, a dated one first, then by reference.
CREATE VIEW readings AS
SELECT input, document, run
FROM (
    SELECT standing.input, standing.document, standing.run, row_number() OVER (
        PARTITION BY standing.document
        ORDER BY coalesce(published_start, published_end) IS NULL, standing.reference, standing.input
    ) AS place
    FROM standing
    JOIN (
        SELECT document, run, row_number() OVER (PARTITION BY document ORDER BY number DESC) AS age FROM inputs
    ) AS latest ON latest.document = standing.document AND latest.run = standing.run AND latest.age = 1
    JOIN documents ON documents.input = standing.input
) AS told
WHERE place = 1;

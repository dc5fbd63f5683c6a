-- What a workplace answered on every scale, from the folder `v1` and an answers file alone.
-- In DuckDB: SET VARIABLE v1 = 'out/v1'; SET VARIABLE answers = 'answers.json'; SET VARIABLE language = 'fi';
WITH table_of_places AS (
  SELECT unnest(places, recursive := true)
  FROM read_json(getvariable('v1') || '/places.json', columns = {places: 'STRUCT(
    id VARCHAR, number VARCHAR, kind VARCHAR, prompt MAP(VARCHAR, VARCHAR),
    choices STRUCT(value VARCHAR, label MAP(VARCHAR, VARCHAR))[])[]'})
),
sheets AS (
  SELECT unnest(sheets) AS sheet
  FROM read_json(getvariable('answers'), columns = {sheets: 'STRUCT(
    answers MAP(VARCHAR, STRUCT(kind VARCHAR, value JSON)))[]'})
),
answered AS (
  SELECT row_number() OVER () AS number_of_sheet, unnest(map_entries(sheet.answers)) AS answer FROM sheets
)
SELECT
  answer.key AS place,
  places.number,
  places.prompt[getvariable('language')] AS prompt,
  answer.value.value::INTEGER AS value,
  list_filter(places.choices, lambda choice: choice.value = answer.value.value::VARCHAR)[1].label[getvariable('language')] AS label
FROM answered JOIN table_of_places AS places ON places.id = answer.key
WHERE answer.value.kind = 'scale'
ORDER BY number_of_sheet, place;

#!/usr/bin/env bash
# The model with what is ours, as workbooks in out/: `build.sh CONTENT [LANGUAGE…]`.
set -euo pipefail
cd "$(dirname "$0")"
model=$1
shift
languages=("${@:-fi}")
made=${OUT:-out}

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp -R "$model" "$work/content"
./own.sh "$work/content"

toimintamalli build --content "$work/content" --format docx --format html \
  "${languages[@]/#/--language=}" \
  --organisation "Birch Health" \
  --set docx.colour=6A2C70 --set docx.logo=logo.png \
  --out "$made"

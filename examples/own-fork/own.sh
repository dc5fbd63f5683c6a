#!/usr/bin/env bash
# What we add to the model: `own.sh CONTENT` writes it into that folder.
set -euo pipefail
content=$1

toimintamalli add practice act-and-develop birch-phone-hour --content "$content" \
  --text fi="Kysykää puhelinajalla, ennen kuin asia kasvaa." \
  --text sv="Ring under telefontiden innan saken växer." \
  --text en="Call during the phone hour before a matter grows."

#!/usr/bin/env bash
# Brings po/*.po up to date with the messages in the sources: new ones appear with an empty msgstr to translate, unused
# ones are dropped. `update.sh --check` changes nothing and fails when a message is missing or unused; the tests run it.
set -euo pipefail
cd "$(dirname "$0")/../.."
pot=$(mktemp) && merged=$(mktemp)
trap 'rm -f "$pot" "$merged"' EXIT

find kiosk -name '*.cpp' -o -path 'kiosk/*' -name '*.h' | LC_ALL=C sort |
  xgettext --files-from=- --language=C++ --from-code=UTF-8 --keyword --keyword=tr --keyword=tr_n:1,2 \
    --keyword=message --add-comments=TRANSLATORS --add-location=file --package-name=tandem --output="$pot"
# xgettext does not say which encoding its template has; the sources are UTF-8.
sed -i 's/charset=CHARSET/charset=UTF-8/' "$pot"

if [ "${1:-}" = --check ]; then
  # msgcmp names each message that is used and not translated, and warns about each that is not used any more.
  said=$(msgcmp kiosk/text/po/fr.po "$pot" 2>&1) && [ -z "$said" ] && exit 0
  printf '%s\n' "$said"
  exit 1
fi
msgmerge --quiet --no-fuzzy-matching --no-wrap --add-location=file --output-file="$merged" kiosk/text/po/fr.po "$pot"
msgattrib --no-obsolete --no-wrap --add-location=file "$merged" --output-file=kiosk/text/po/fr.po
echo "kiosk/text/po/fr.po: $(msgfmt --statistics --output-file=/dev/null kiosk/text/po/fr.po 2>&1)"

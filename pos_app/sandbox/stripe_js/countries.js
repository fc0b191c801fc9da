/** Countries a card may be billed in, named in the reader's language. */

const CODES = `
  AD AE AF AG AI AL AM AO AR AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BW BY BZ CA CD CF CG CH
  CI CK CL CM CN CO CR CV CW CY CZ DE DJ DK DM DO DZ EC EE EG ER ES ET FI FJ FK FO FR GA GB GD GE GF GG GH GI GL GM GN
  GP GQ GR GT GU GW GY HK HN HR HT HU ID IE IL IM IN IQ IS IT JE JM JO JP KE KG KH KI KM KN KR KW KY KZ LA LB LC LI LK
  LR LS LT LU LV LY MA MC MD ME MF MG MK ML MM MN MO MQ MR MS MT MU MV MW MX MY MZ NA NC NE NG NI NL NO NP NR NU NZ OM
  PA PE PF PG PH PK PL PM PN PR PS PT PY QA RE RO RS RU RW SA SB SC SE SG SH SI SK SL SM SN SO SR SS ST SV SX SZ TC TD
  TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG US UY UZ VA VC VE VG VN VU WF WS XK YE YT ZA ZM ZW`.trim().split(/\s+/);

/** [code, name] pairs in the order of the language's alphabet. */
export function countriesIn(language) {
  const names = new Intl.DisplayNames([language], { type: 'region' });
  const order = new Intl.Collator(language);
  return CODES.map((code) => [code, names.of(code) ?? code]).sort((a, b) => order.compare(a[1], b[1]));
}

/** The country to start with: what the merchant says, else the region of a language tag, else the United States. */
export function firstCountry(wanted, ...tags) {
  const regions = tags.filter(Boolean).map((tag) => /[-_]([A-Z]{2})$/.exec(tag)?.[1]);
  return [wanted, ...regions, 'US'].find((code) => CODES.includes(code));
}

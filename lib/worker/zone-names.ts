/**
 * Zones by what their offsets are called, made by tests/oracle/special (`go run . zones`): offsets in seconds and their
 * abbreviations, `*` for daylight saving time, then the zones. What is not named is called by its offset.
 */
export const ZONE_NAMES = `
|America/Asuncion America/Caracas America/Cayenne America/Coyhaique America/Eirunepe America/Guyana America/La_Paz America/Paramaribo America/Porto_Acre America/Punta_Arenas America/Rio_Branco America/Santarem Antarctica/Casey Antarctica/Davis Antarctica/DumontDUrville Antarctica/Mawson Antarctica/Syowa Asia/Aden Asia/Bahrain Asia/Bangkok Asia/Brunei Asia/Chita Asia/Colombo Asia/Dili Asia/Dubai Asia/Ho_Chi_Minh Asia/Irkutsk Asia/Kabul Asia/Kashgar Asia/Kathmandu Asia/Katmandu Asia/Khandyga Asia/Krasnoyarsk Asia/Kuala_Lumpur Asia/Kuching Asia/Kuwait Asia/Magadan Asia/Muscat Asia/Omsk Asia/Phnom_Penh Asia/Qatar Asia/Qostanay Asia/Qyzylorda Asia/Rangoon Asia/Riyadh Asia/Saigon Asia/Singapore Asia/Srednekolymsk Asia/Thimbu Asia/Thimphu Asia/Urumqi Asia/Ust-Nera Asia/Vientiane Asia/Vladivostok Asia/Yakutsk Asia/Yangon Asia/Yekaterinburg Atlantic/Cape_Verde Atlantic/South_Georgia Brazil/Acre Etc/GMT+1 Etc/GMT+10 Etc/GMT+11 Etc/GMT+12 Etc/GMT+2 Etc/GMT+3 Etc/GMT+4 Etc/GMT+5 Etc/GMT+6 Etc/GMT+7 Etc/GMT+8 Etc/GMT+9 Etc/GMT-1 Etc/GMT-10 Etc/GMT-11 Etc/GMT-12 Etc/GMT-13 Etc/GMT-14 Etc/GMT-2 Etc/GMT-3 Etc/GMT-4 Etc/GMT-5 Etc/GMT-6 Etc/GMT-7 Etc/GMT-8 Etc/GMT-9 Indian/Chagos Indian/Christmas Indian/Cocos Indian/Kerguelen Indian/Mahe Indian/Maldives Indian/Reunion Kwajalein Pacific/Bougainville Pacific/Chuuk Pacific/Enderbury Pacific/Fakaofo Pacific/Funafuti Pacific/Gambier Pacific/Guadalcanal Pacific/Kanton Pacific/Kiritimati Pacific/Kosrae Pacific/Kwajalein Pacific/Majuro Pacific/Marquesas Pacific/Nauru Pacific/Niue Pacific/Palau Pacific/Pitcairn Pacific/Pohnpei Pacific/Ponape Pacific/Port_Moresby Pacific/Tahiti Pacific/Tarawa Pacific/Truk Pacific/Wake Pacific/Wallis Pacific/Yap Singapore
-10800=*|America/Boa_Vista America/Campo_Grande America/Cuiaba America/Manaus America/Porto_Velho America/Santiago Brazil/West Chile/Continental
-10800=ADT* -14400=AST|America/Barbados America/Glace_Bay America/Halifax America/Martinique America/Moncton America/Thule Atlantic/Bermuda Canada/Atlantic
-10800=ADT* -14400=AST -7200=ADDT*|America/Goose_Bay
-12600=NST -5400=NDDT* -9000=NDT*|America/St_Johns Canada/Newfoundland
-14400=*|America/Bogota America/Guayaquil America/Lima
-14400=AST|America/Anguilla America/Antigua America/Aruba America/Blanc-Sablon America/Curacao America/Dominica America/Grenada America/Guadeloupe America/Kralendijk America/Lower_Princes America/Marigot America/Montserrat America/Port_of_Spain America/Puerto_Rico America/St_Barthelemy America/St_Kitts America/St_Lucia America/St_Thomas America/St_Vincent America/Tortola America/Virgin
-14400=AST -16200=* -18000=EST|America/Santo_Domingo
-14400=AST -7200=*|America/Miquelon
-14400=CDT* -18000=CST|America/Havana Cuba
-14400=EDT* -18000=CDT* -21600=CST|America/Indiana/Tell_City
-14400=EDT* -18000=EST|America/Detroit America/Fort_Wayne America/Grand_Turk America/Indiana/Indianapolis America/Indiana/Marengo America/Indiana/Vevay America/Indianapolis America/Jamaica America/Kentucky/Louisville America/Louisville America/Montreal America/Nassau America/New_York America/Nipigon America/Port-au-Prince America/Thunder_Bay America/Toronto Canada/Eastern EST5EDT Jamaica US/East-Indiana US/Eastern US/Michigan
-14400=EDT* -18000=EST -21600=CST|America/Cancun America/Indiana/Petersburg America/Indiana/Vincennes America/Indiana/Winamac America/Iqaluit America/Kentucky/Monticello America/Pangnirtung
-18000=*|Chile/EasterIsland Pacific/Easter Pacific/Galapagos
-18000=CDT* -21600=CST|America/Belize America/Chicago America/Costa_Rica America/El_Salvador America/Guatemala America/Indiana/Knox America/Knox_IN America/Managua America/Matamoros America/Menominee America/Merida America/Mexico_City America/Monterrey America/Rainy_River America/Rankin_Inlet America/Resolute America/Tegucigalpa America/Winnipeg CST6CDT Canada/Central Mexico/General US/Central US/Indiana-Starke
-18000=CDT* -21600=CST -25200=MST|America/Bahia_Banderas America/Chihuahua America/North_Dakota/Beulah America/North_Dakota/Center America/North_Dakota/New_Salem America/Ojinaga
-18000=CDT* -21600=MDT* -25200=MST|America/Ciudad_Juarez
-18000=EST|America/Atikokan America/Cayman America/Coral_Harbour America/Panama EST
-18000=EST -21600=MDT* -25200=MST|America/Cambridge_Bay
-21600=CST|America/Regina Canada/Saskatchewan
-21600=CST -25200=MST|America/Swift_Current
-21600=MDT* -25200=MST|America/Boise America/Denver America/Edmonton America/Hermosillo America/Mazatlan America/Shiprock America/Yellowknife Canada/Mountain MST7MDT Mexico/BajaSur Navajo US/Mountain
-21600=MDT* -25200=MST -28800=PST|America/Inuvik
-25200=MST|America/Creston America/Phoenix MST US/Arizona
-25200=MST -28800=PST|America/Dawson_Creek America/Fort_Nelson America/Whitehorse Canada/Yukon
-25200=MST -28800=PST -32400=YST|America/Dawson
-25200=PDT* -28800=AKDT* -32400=AKST|America/Juneau America/Metlakatla America/Sitka
-25200=PDT* -28800=PST|America/Ensenada America/Los_Angeles America/Santa_Isabel America/Tijuana America/Vancouver Canada/Pacific Mexico/BajaNorte PST8PDT US/Pacific
-2670=MMT 0=GMT|Africa/Monrovia
-28800=AKDT* -32400=AKST|America/Yakutat
-28800=AKDT* -32400=AKST -36000=AHST|America/Anchorage US/Alaska
-28800=AKDT* -32400=AKST -36000=BDT* -39600=BST|America/Nome
-32400=HDT* -36000=HST -39600=BST|America/Adak America/Atka US/Aleutian
-34200=*|Pacific/Rarotonga
-36000=* 50400=*|Pacific/Apia
-36000=HST|HST Pacific/Honolulu Pacific/Johnston US/Hawaii
-3600=*|America/Godthab America/Noronha America/Nuuk Brazil/DeNoronha
-3600=* 0=*|America/Scoresbysund
-39600=SST|Pacific/Midway Pacific/Pago_Pago Pacific/Samoa US/Samoa
-5400=* -7200=* -9000=*|America/Montevideo
-7200=*|America/Araguaina America/Argentina/Buenos_Aires America/Argentina/Catamarca America/Argentina/ComodRivadavia America/Argentina/Cordoba America/Argentina/Jujuy America/Argentina/La_Rioja America/Argentina/Mendoza America/Argentina/Rio_Gallegos America/Argentina/Salta America/Argentina/San_Juan America/Argentina/San_Luis America/Argentina/Tucuman America/Argentina/Ushuaia America/Bahia America/Belem America/Buenos_Aires America/Catamarca America/Cordoba America/Fortaleza America/Jujuy America/Maceio America/Mendoza America/Recife America/Rosario America/Sao_Paulo Antarctica/Palmer Atlantic/Stanley Brazil/East
-7200=* 0=GMT|America/Danmarkshavn
0=*|Africa/Casablanca Africa/El_Aaiun
0=* 3600=WEST*|Atlantic/Azores
0=-00|Antarctica/Rothera Antarctica/Vostok Factory
0=GMT|Africa/Abidjan Africa/Accra Africa/Bamako Africa/Banjul Africa/Bissau Africa/Conakry Africa/Dakar Africa/Freetown Africa/Lome Africa/Nouakchott Africa/Ouagadougou Africa/Timbuktu Atlantic/Reykjavik Atlantic/St_Helena Etc/GMT Etc/GMT+0 Etc/GMT-0 Etc/GMT0 Etc/Greenwich GMT GMT+0 GMT-0 GMT0 Greenwich Iceland
0=GMT 3600=BST*|Europe/Belfast Europe/Guernsey Europe/Isle_of_Man Europe/Jersey Europe/London GB GB-Eire
0=GMT 3600=WAT|Africa/Sao_Tome
0=GMT* 3600=IST|Eire Europe/Dublin
0=UTC|Etc/UCT Etc/UTC Etc/Universal Etc/Zulu UCT UTC Universal Zulu
0=WET 3600=CET 7200=CEST*|Africa/Algiers Africa/Ceuta
0=WET 3600=WEST*|Atlantic/Canary Atlantic/Faeroe Atlantic/Faroe Atlantic/Madeira
0=WET 3600=WEST* 7200=CEST*|Europe/Lisbon Portugal WET
10800=EAT|Africa/Addis_Ababa Africa/Asmara Africa/Asmera Africa/Dar_es_Salaam Africa/Djibouti Africa/Kampala Africa/Mogadishu Africa/Nairobi Indian/Antananarivo Indian/Comoro Indian/Mayotte
10800=EAT 7200=CAT|Africa/Juba Africa/Khartoum
10800=EEST* 14400=MSD* 3600=CET 7200=EET|Europe/Vilnius
10800=EEST* 14400=MSD* 7200=EET|Europe/Chisinau Europe/Kiev Europe/Kyiv Europe/Riga Europe/Tallinn Europe/Tiraspol Europe/Uzhgorod Europe/Zaporozhye
10800=EEST* 7200=EET|Africa/Cairo Asia/Beirut Asia/Famagusta Asia/Gaza Asia/Hebron Asia/Nicosia EET Egypt Europe/Athens Europe/Bucharest Europe/Helsinki Europe/Mariehamn Europe/Nicosia Europe/Sofia
10800=IDT* 7200=IST|Asia/Jerusalem Asia/Tel_Aviv Israel
10800=MSK 14400=MSK 18000=*|Europe/Kirov
10800=MSK 14400=MSK 7200=EET|Europe/Moscow Europe/Simferopol W-SU
10800=MSK 18000=*|Europe/Volgograd
14400=*|Asia/Baghdad
14400=* 7200=EET|Asia/Istanbul Europe/Istanbul Turkey
14400=MSD* 7200=EET|Europe/Kaliningrad Europe/Minsk
16200=* 18000=*|Asia/Tehran Iran
18000=*|Asia/Baku Asia/Tbilisi Asia/Yerevan Europe/Astrakhan Europe/Samara Europe/Saratov Europe/Ulyanovsk Indian/Mauritius
18000=PKT 21600=PKST*|Asia/Karachi
19800=IST|Asia/Calcutta Asia/Kolkata
21600=*|Asia/Aqtau Asia/Aqtobe Asia/Ashgabat Asia/Ashkhabad Asia/Atyrau Asia/Oral Asia/Samarkand
21600=* 25200=*|Asia/Dushanbe Asia/Tashkent
25200=*|Asia/Almaty Asia/Bishkek Asia/Dacca Asia/Dhaka
25200=WIB|Asia/Jakarta
25200=WIB 28800=WITA|Asia/Pontianak
28800=*|Asia/Barnaul Asia/Hovd Asia/Novokuznetsk Asia/Novosibirsk Asia/Tomsk
28800=AWST 32400=AWDT*|Australia/Perth Australia/West
28800=CST 32400=CDT*|Asia/Chongqing Asia/Chungking Asia/Harbin Asia/Macao Asia/Macau Asia/Shanghai Asia/Taipei PRC ROC
28800=HKT 32400=HKST*|Asia/Hong_Kong Hongkong
28800=PST 32400=PDT*|Asia/Manila
28800=WITA|Asia/Makassar Asia/Ujung_Pandang
30600=KST 32400=KST|Asia/Pyongyang
32400=*|Asia/Choibalsan Asia/Ulaanbaatar Asia/Ulan_Bator
32400=JST|Asia/Tokyo Japan
32400=KST 36000=KDT*|Asia/Seoul ROK
32400=WIT|Asia/Jayapura
34200=ACST|Australia/Darwin Australia/North
34200=ACST 37800=ACDT*|Australia/Adelaide Australia/Broken_Hill Australia/South Australia/Yancowinna
35100=*|Australia/Eucla
36000=AEST 39600=* 41400=*|Australia/LHI Australia/Lord_Howe
36000=AEST 39600=AEDT*|Antarctica/Macquarie Australia/ACT Australia/Brisbane Australia/Canberra Australia/Currie Australia/Hobart Australia/Lindeman Australia/Melbourne Australia/NSW Australia/Queensland Australia/Sydney Australia/Tasmania Australia/Victoria
36000=ChST 39600=GDT*|Pacific/Guam Pacific/Saipan
3600=CET 7200=CEST*|Africa/Tunis Arctic/Longyearbyen Atlantic/Jan_Mayen CET Europe/Amsterdam Europe/Andorra Europe/Belgrade Europe/Berlin Europe/Bratislava Europe/Brussels Europe/Budapest Europe/Busingen Europe/Copenhagen Europe/Gibraltar Europe/Ljubljana Europe/Luxembourg Europe/Madrid Europe/Malta Europe/Monaco Europe/Oslo Europe/Paris Europe/Podgorica Europe/Prague Europe/Rome Europe/San_Marino Europe/Sarajevo Europe/Skopje Europe/Stockholm Europe/Tirane Europe/Vaduz Europe/Vatican Europe/Vienna Europe/Warsaw Europe/Zagreb Europe/Zurich MET Poland
3600=CET 7200=EET|Africa/Tripoli Libya
3600=WAT|Africa/Bangui Africa/Brazzaville Africa/Douala Africa/Kinshasa Africa/Lagos Africa/Libreville Africa/Luanda Africa/Malabo Africa/Niamey Africa/Porto-Novo
3600=WAT 7200=WAST*|Africa/Ndjamena
3600=WAT* 7200=CAT|Africa/Windhoek
43200=*|Asia/Sakhalin Pacific/Efate Pacific/Noumea
43200=* 45000=*|Pacific/Norfolk
43200=NZST 46800=NZDT*|Antarctica/McMurdo Antarctica/South_Pole NZ Pacific/Auckland
46800=*|Asia/Kamchatka Pacific/Fiji
46800=* 50400=*|Asia/Anadyr
49500=*|NZ-CHAT Pacific/Chatham
50400=*|Pacific/Tongatapu
7200=*|Antarctica/Troll
7200=CAT|Africa/Blantyre Africa/Bujumbura Africa/Gaborone Africa/Harare Africa/Kigali Africa/Lubumbashi Africa/Lusaka Africa/Maputo
7200=EET|Asia/Amman Asia/Damascus
7200=SAST|Africa/Johannesburg Africa/Maseru Africa/Mbabane
`

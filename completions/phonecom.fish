# fish completion for phonecom
# Made by `python -m phonecom_cli.docgen` from the live command tree; edits here are lost.
# It starts no program: everything it knows is written below or read from the settings file.

function __phonecom_states
    printf '%s\t%s\n' 'AL' 'Alabama' \
        'AK' 'Alaska' \
        'AZ' 'Arizona' \
        'AR' 'Arkansas' \
        'CA' 'California' \
        'CO' 'Colorado' \
        'CT' 'Connecticut' \
        'DE' 'Delaware' \
        'DC' 'District of Columbia' \
        'FL' 'Florida' \
        'GA' 'Georgia' \
        'HI' 'Hawaii' \
        'ID' 'Idaho' \
        'IL' 'Illinois' \
        'IN' 'Indiana' \
        'IA' 'Iowa' \
        'KS' 'Kansas' \
        'KY' 'Kentucky' \
        'LA' 'Louisiana' \
        'ME' 'Maine' \
        'MD' 'Maryland' \
        'MA' 'Massachusetts' \
        'MI' 'Michigan' \
        'MN' 'Minnesota' \
        'MS' 'Mississippi' \
        'MO' 'Missouri' \
        'MT' 'Montana' \
        'NE' 'Nebraska' \
        'NV' 'Nevada' \
        'NH' 'New Hampshire' \
        'NJ' 'New Jersey' \
        'NM' 'New Mexico' \
        'NY' 'New York' \
        'NC' 'North Carolina' \
        'ND' 'North Dakota' \
        'OH' 'Ohio' \
        'OK' 'Oklahoma' \
        'OR' 'Oregon' \
        'PA' 'Pennsylvania' \
        'PR' 'Puerto Rico' \
        'RI' 'Rhode Island' \
        'SC' 'South Carolina' \
        'SD' 'South Dakota' \
        'TN' 'Tennessee' \
        'TX' 'Texas' \
        'UT' 'Utah' \
        'VT' 'Vermont' \
        'VA' 'Virginia' \
        'WA' 'Washington' \
        'WV' 'West Virginia' \
        'WI' 'Wisconsin' \
        'WY' 'Wyoming' \
        'AB' 'Alberta' \
        'BC' 'British Columbia' \
        'MB' 'Manitoba' \
        'NB' 'New Brunswick' \
        'NL' 'Newfoundland and Labrador' \
        'NS' 'Nova Scotia' \
        'NT' 'Northwest Territories' \
        'NU' 'Nunavut' \
        'ON' 'Ontario' \
        'PE' 'Prince Edward Island' \
        'QC' 'Quebec' \
        'SK' 'Saskatchewan' \
        'YT' 'Yukon'
end

function __phonecom_countries
    printf '%s\t%s\n' 'AD' 'Andorra' \
        'AE' 'United Arab Emirates' \
        'AF' 'Afghanistan' \
        'AG' 'Antigua and Barbuda' \
        'AI' 'Anguilla' \
        'AL' 'Albania' \
        'AM' 'Armenia' \
        'AO' 'Angola' \
        'AQ' 'Antarctica' \
        'AR' 'Argentina' \
        'AS' 'American Samoa' \
        'AT' 'Austria' \
        'AU' 'Australia' \
        'AW' 'Aruba' \
        'AX' 'Åland Islands' \
        'AZ' 'Azerbaijan' \
        'BA' 'Bosnia and Herzegovina' \
        'BB' 'Barbados' \
        'BD' 'Bangladesh' \
        'BE' 'Belgium' \
        'BF' 'Burkina Faso' \
        'BG' 'Bulgaria' \
        'BH' 'Bahrain' \
        'BI' 'Burundi' \
        'BJ' 'Benin' \
        'BL' 'Saint Barthélemy' \
        'BM' 'Bermuda' \
        'BN' 'Brunei' \
        'BO' 'Bolivia' \
        'BQ' 'Bonaire, Sint Eustatius and Saba' \
        'BR' 'Brazil' \
        'BS' 'Bahamas' \
        'BT' 'Bhutan' \
        'BV' 'Bouvet Island' \
        'BW' 'Botswana' \
        'BY' 'Belarus' \
        'BZ' 'Belize' \
        'CA' 'Canada' \
        'CC' 'Cocos Islands' \
        'CD' 'Congo (Kinshasa)' \
        'CF' 'Central African Republic' \
        'CG' 'Congo (Brazzaville)' \
        'CH' 'Switzerland' \
        'CI' 'Côte d\'Ivoire' \
        'CK' 'Cook Islands' \
        'CL' 'Chile' \
        'CM' 'Cameroon' \
        'CN' 'China' \
        'CO' 'Colombia' \
        'CR' 'Costa Rica' \
        'CU' 'Cuba' \
        'CV' 'Cape Verde' \
        'CW' 'Curaçao' \
        'CX' 'Christmas Island' \
        'CY' 'Cyprus' \
        'CZ' 'Czechia' \
        'DE' 'Germany' \
        'DJ' 'Djibouti' \
        'DK' 'Denmark' \
        'DM' 'Dominica' \
        'DO' 'Dominican Republic' \
        'DZ' 'Algeria' \
        'EC' 'Ecuador' \
        'EE' 'Estonia' \
        'EG' 'Egypt' \
        'EH' 'Western Sahara' \
        'ER' 'Eritrea' \
        'ES' 'Spain' \
        'ET' 'Ethiopia' \
        'FI' 'Finland' \
        'FJ' 'Fiji' \
        'FK' 'Falkland Islands' \
        'FM' 'Micronesia' \
        'FO' 'Faroe Islands' \
        'FR' 'France' \
        'GA' 'Gabon' \
        'GB' 'United Kingdom' \
        'GD' 'Grenada' \
        'GE' 'Georgia' \
        'GF' 'French Guiana' \
        'GG' 'Guernsey' \
        'GH' 'Ghana' \
        'GI' 'Gibraltar' \
        'GL' 'Greenland' \
        'GM' 'Gambia' \
        'GN' 'Guinea' \
        'GP' 'Guadeloupe' \
        'GQ' 'Equatorial Guinea' \
        'GR' 'Greece' \
        'GS' 'South Georgia' \
        'GT' 'Guatemala' \
        'GU' 'Guam' \
        'GW' 'Guinea-Bissau' \
        'GY' 'Guyana' \
        'HK' 'Hong Kong' \
        'HM' 'Heard and McDonald Islands' \
        'HN' 'Honduras' \
        'HR' 'Croatia' \
        'HT' 'Haiti' \
        'HU' 'Hungary' \
        'ID' 'Indonesia' \
        'IE' 'Ireland' \
        'IL' 'Israel' \
        'IM' 'Isle Of Man' \
        'IN' 'India' \
        'IO' 'British Indian Ocean Territory' \
        'IQ' 'Iraq' \
        'IR' 'Iran' \
        'IS' 'Iceland' \
        'IT' 'Italy' \
        'JE' 'Jersey' \
        'JM' 'Jamaica' \
        'JO' 'Jordan' \
        'JP' 'Japan' \
        'KE' 'Kenya' \
        'KG' 'Kyrgyzstan' \
        'KH' 'Cambodia' \
        'KI' 'Kiribati' \
        'KM' 'Comoros' \
        'KN' 'Saint Kitts And Nevis' \
        'KP' 'North Korea' \
        'KR' 'South Korea' \
        'KW' 'Kuwait' \
        'KY' 'Cayman Islands' \
        'KZ' 'Kazakhstan' \
        'LA' 'Laos' \
        'LB' 'Lebanon' \
        'LC' 'Saint Lucia' \
        'LI' 'Liechtenstein' \
        'LK' 'Sri Lanka' \
        'LR' 'Liberia' \
        'LS' 'Lesotho' \
        'LT' 'Lithuania' \
        'LU' 'Luxembourg' \
        'LV' 'Latvia' \
        'LY' 'Libya' \
        'MA' 'Morocco' \
        'MC' 'Monaco' \
        'MD' 'Moldova' \
        'ME' 'Montenegro' \
        'MF' 'Saint Martin' \
        'MG' 'Madagascar' \
        'MH' 'Marshall Islands' \
        'MK' 'North Macedonia' \
        'ML' 'Mali' \
        'MM' 'Myanmar' \
        'MN' 'Mongolia' \
        'MO' 'Macao' \
        'MP' 'Northern Mariana Islands' \
        'MQ' 'Martinique' \
        'MR' 'Mauritania' \
        'MS' 'Montserrat' \
        'MT' 'Malta' \
        'MU' 'Mauritius' \
        'MV' 'Maldives' \
        'MW' 'Malawi' \
        'MX' 'Mexico' \
        'MY' 'Malaysia' \
        'MZ' 'Mozambique' \
        'NA' 'Namibia' \
        'NC' 'New Caledonia' \
        'NE' 'Niger' \
        'NF' 'Norfolk Island' \
        'NG' 'Nigeria' \
        'NI' 'Nicaragua' \
        'NL' 'Netherlands' \
        'NO' 'Norway' \
        'NP' 'Nepal' \
        'NR' 'Nauru' \
        'NU' 'Niue' \
        'NZ' 'New Zealand' \
        'OM' 'Oman' \
        'PA' 'Panama' \
        'PE' 'Peru' \
        'PF' 'French Polynesia' \
        'PG' 'Papua New Guinea' \
        'PH' 'Philippines' \
        'PK' 'Pakistan' \
        'PL' 'Poland' \
        'PM' 'Saint Pierre And Miquelon' \
        'PN' 'Pitcairn' \
        'PR' 'Puerto Rico' \
        'PS' 'Palestine' \
        'PT' 'Portugal' \
        'PW' 'Palau' \
        'PY' 'Paraguay' \
        'QA' 'Qatar' \
        'RE' 'Reunion' \
        'RO' 'Romania' \
        'RS' 'Serbia' \
        'RU' 'Russia' \
        'RW' 'Rwanda' \
        'SA' 'Saudi Arabia' \
        'SB' 'Solomon Islands' \
        'SC' 'Seychelles' \
        'SD' 'Sudan' \
        'SE' 'Sweden' \
        'SG' 'Singapore' \
        'SH' 'Saint Helena' \
        'SI' 'Slovenia' \
        'SJ' 'Svalbard And Jan Mayen' \
        'SK' 'Slovakia' \
        'SL' 'Sierra Leone' \
        'SM' 'San Marino' \
        'SN' 'Senegal' \
        'SO' 'Somalia' \
        'SR' 'Suriname' \
        'SS' 'South Sudan' \
        'ST' 'Sao Tome And Principe' \
        'SV' 'El Salvador' \
        'SX' 'Sint Maarten (Dutch part)' \
        'SY' 'Syria' \
        'SZ' 'Eswatini' \
        'TC' 'Turks And Caicos Islands' \
        'TD' 'Chad' \
        'TF' 'French Southern Territories' \
        'TG' 'Togo' \
        'TH' 'Thailand' \
        'TJ' 'Tajikistan' \
        'TK' 'Tokelau' \
        'TL' 'Timor-Leste' \
        'TM' 'Turkmenistan' \
        'TN' 'Tunisia' \
        'TO' 'Tonga' \
        'TR' 'Turkey' \
        'TT' 'Trinidad and Tobago' \
        'TV' 'Tuvalu' \
        'TW' 'Taiwan' \
        'TZ' 'Tanzania' \
        'UA' 'Ukraine' \
        'UG' 'Uganda' \
        'UM' 'US Outlying Islands' \
        'US' 'United States' \
        'UY' 'Uruguay' \
        'UZ' 'Uzbekistan' \
        'VA' 'Vatican' \
        'VC' 'Saint Vincent And The Grenadines' \
        'VE' 'Venezuela' \
        'VG' 'British Virgin Islands' \
        'VI' 'U.S. Virgin Islands' \
        'VN' 'Vietnam' \
        'VU' 'Vanuatu' \
        'WF' 'Wallis And Futuna' \
        'WS' 'Samoa' \
        'XK' 'Kosovo' \
        'YE' 'Yemen' \
        'YT' 'Mayotte' \
        'ZA' 'South Africa' \
        'ZM' 'Zambia' \
        'ZW' 'Zimbabwe'
end

function __phonecom_codes
    printf '%s\t%s\n' '1' 'United States' \
        '7' 'Russia' \
        '20' 'Egypt' \
        '27' 'South Africa' \
        '30' 'Greece' \
        '31' 'Netherlands' \
        '32' 'Belgium' \
        '33' 'France' \
        '34' 'Spain' \
        '36' 'Hungary' \
        '39' 'Italy' \
        '40' 'Romania' \
        '41' 'Switzerland' \
        '43' 'Austria' \
        '44' 'United Kingdom' \
        '45' 'Denmark' \
        '46' 'Sweden' \
        '47' 'Norway' \
        '48' 'Poland' \
        '49' 'Germany' \
        '51' 'Peru' \
        '52' 'Mexico' \
        '53' 'Cuba' \
        '54' 'Argentina' \
        '55' 'Brazil' \
        '56' 'Chile' \
        '57' 'Colombia' \
        '58' 'Venezuela' \
        '60' 'Malaysia' \
        '61' 'Australia' \
        '62' 'Indonesia' \
        '63' 'Philippines' \
        '64' 'New Zealand' \
        '65' 'Singapore' \
        '66' 'Thailand' \
        '81' 'Japan' \
        '82' 'South Korea' \
        '84' 'Vietnam' \
        '86' 'China' \
        '90' 'Turkey' \
        '91' 'India' \
        '92' 'Pakistan' \
        '93' 'Afghanistan' \
        '94' 'Sri Lanka' \
        '95' 'Myanmar' \
        '98' 'Iran' \
        '211' 'South Sudan' \
        '212' 'Morocco' \
        '213' 'Algeria' \
        '216' 'Tunisia' \
        '218' 'Libya' \
        '220' 'Gambia' \
        '221' 'Senegal' \
        '222' 'Mauritania' \
        '223' 'Mali' \
        '224' 'Guinea' \
        '225' 'Côte d\'Ivoire' \
        '226' 'Burkina Faso' \
        '227' 'Niger' \
        '228' 'Togo' \
        '229' 'Benin' \
        '230' 'Mauritius' \
        '231' 'Liberia' \
        '232' 'Sierra Leone' \
        '233' 'Ghana' \
        '234' 'Nigeria' \
        '235' 'Chad' \
        '236' 'Central African Republic' \
        '237' 'Cameroon' \
        '238' 'Cape Verde' \
        '239' 'Sao Tome And Principe' \
        '240' 'Equatorial Guinea' \
        '241' 'Gabon' \
        '242' 'Congo (Brazzaville)' \
        '243' 'Congo (Kinshasa)' \
        '244' 'Angola' \
        '245' 'Guinea-Bissau' \
        '246' 'British Indian Ocean Territory' \
        '248' 'Seychelles' \
        '249' 'Sudan' \
        '250' 'Rwanda' \
        '251' 'Ethiopia' \
        '252' 'Somalia' \
        '253' 'Djibouti' \
        '254' 'Kenya' \
        '255' 'Tanzania' \
        '256' 'Uganda' \
        '257' 'Burundi' \
        '258' 'Mozambique' \
        '260' 'Zambia' \
        '261' 'Madagascar' \
        '262' 'Reunion' \
        '263' 'Zimbabwe' \
        '264' 'Namibia' \
        '265' 'Malawi' \
        '266' 'Lesotho' \
        '267' 'Botswana' \
        '268' 'Eswatini' \
        '269' 'Comoros' \
        '290' 'Saint Helena' \
        '291' 'Eritrea' \
        '297' 'Aruba' \
        '298' 'Faroe Islands' \
        '299' 'Greenland' \
        '350' 'Gibraltar' \
        '351' 'Portugal' \
        '352' 'Luxembourg' \
        '353' 'Ireland' \
        '354' 'Iceland' \
        '355' 'Albania' \
        '356' 'Malta' \
        '357' 'Cyprus' \
        '358' 'Finland' \
        '359' 'Bulgaria' \
        '370' 'Lithuania' \
        '371' 'Latvia' \
        '372' 'Estonia' \
        '373' 'Moldova' \
        '374' 'Armenia' \
        '375' 'Belarus' \
        '376' 'Andorra' \
        '377' 'Monaco' \
        '378' 'San Marino' \
        '380' 'Ukraine' \
        '381' 'Serbia' \
        '382' 'Montenegro' \
        '383' 'Kosovo' \
        '385' 'Croatia' \
        '386' 'Slovenia' \
        '387' 'Bosnia and Herzegovina' \
        '389' 'North Macedonia' \
        '420' 'Czechia' \
        '421' 'Slovakia' \
        '423' 'Liechtenstein' \
        '500' 'Falkland Islands' \
        '501' 'Belize' \
        '502' 'Guatemala' \
        '503' 'El Salvador' \
        '504' 'Honduras' \
        '505' 'Nicaragua' \
        '506' 'Costa Rica' \
        '507' 'Panama' \
        '508' 'Saint Pierre And Miquelon' \
        '509' 'Haiti' \
        '590' 'Saint Barthélemy' \
        '591' 'Bolivia' \
        '592' 'Guyana' \
        '593' 'Ecuador' \
        '594' 'French Guiana' \
        '595' 'Paraguay' \
        '596' 'Martinique' \
        '597' 'Suriname' \
        '598' 'Uruguay' \
        '599' 'Bonaire, Sint Eustatius and Saba' \
        '670' 'Timor-Leste' \
        '672' 'Norfolk Island' \
        '673' 'Brunei' \
        '674' 'Nauru' \
        '675' 'Papua New Guinea' \
        '676' 'Tonga' \
        '677' 'Solomon Islands' \
        '678' 'Vanuatu' \
        '679' 'Fiji' \
        '680' 'Palau' \
        '681' 'Wallis And Futuna' \
        '682' 'Cook Islands' \
        '683' 'Niue' \
        '685' 'Samoa' \
        '686' 'Kiribati' \
        '687' 'New Caledonia' \
        '688' 'Tuvalu' \
        '689' 'French Polynesia' \
        '690' 'Tokelau' \
        '691' 'Micronesia' \
        '692' 'Marshall Islands' \
        '850' 'North Korea' \
        '852' 'Hong Kong' \
        '853' 'Macao' \
        '855' 'Cambodia' \
        '856' 'Laos' \
        '880' 'Bangladesh' \
        '886' 'Taiwan' \
        '960' 'Maldives' \
        '961' 'Lebanon' \
        '962' 'Jordan' \
        '963' 'Syria' \
        '964' 'Iraq' \
        '965' 'Kuwait' \
        '966' 'Saudi Arabia' \
        '967' 'Yemen' \
        '968' 'Oman' \
        '970' 'Palestine' \
        '971' 'United Arab Emirates' \
        '972' 'Israel' \
        '973' 'Bahrain' \
        '974' 'Qatar' \
        '975' 'Bhutan' \
        '976' 'Mongolia' \
        '977' 'Nepal' \
        '992' 'Tajikistan' \
        '993' 'Turkmenistan' \
        '994' 'Azerbaijan' \
        '995' 'Georgia' \
        '996' 'Kyrgyzstan' \
        '998' 'Uzbekistan'
end

# The commands of a noun.
function __phonecom_commands -a key
    switch $key
        case 'phonecom'
            printf '%s\t%s\n' 'numbers' 'Phone numbers: yours, those for sale, and what happens when one is called.' \
                'call' 'Calls: the call log, and placing calls.' \
                'sms' 'SMS: send text messages.' \
                'chatcall' 'ChatCalls: messages spoken to the people called.' \
                'extension' 'Extensions: how they are told of voicemail.' \
                'account' 'Accounts: create and cancel them.' \
                'control' 'Answer incoming calls: serve routes to Phone.com, check them, explain commands, and rehearse calls.' \
                'sandbox' 'A local Phone.com: serve it over HTTP, see what it received, ring its numbers, set its time and faults.' \
                'api' 'Do any action by its wire name, and print the whole response.' \
                'auth' 'Log in and out, and say which account is used: usernames, passwords and profiles.' \
                'config' 'Settings: what a profile\'s commands take for granted.' \
                'help' 'Explain a topic or a command.'
        case 'phonecom numbers'
            printf '%s\t%s\n' 'list' 'List the active phone numbers on the account.' \
                'search' 'Search the numbers that are for sale.' \
                'add' 'Add numbers from the inventory to the account.' \
                'reserve' 'Reserve numbers, until about midnight Pacific time.' \
                'unreserve' 'Return reserved numbers to the inventory.' \
                'ring-all' 'Ring up to ten destinations at once when a number is called.' \
                'portable' 'Tell whether numbers could be ported to Phone.com: Yes or No for each.' \
                'countries' 'List the countries whose numbers are for sale, with their calling codes.' \
                'prefixes' 'List a country\'s prefixes (area codes), and about how many numbers each has.' \
                'states' 'List a country\'s states, and about how many numbers each has.' \
                'regions' 'List the regions (cities) of a prefix or state, and how many numbers each has.' \
                'localities' 'List the localities (rate centres) of a prefix or state, and how many numbers each has.'
        case 'phonecom call'
            printf '%s\t%s\n' 'list' 'List the calls of the account.' \
                'originate' 'Call leg A, and connect it to leg B when it answers.'
        case 'phonecom sms'
            printf '%s\t%s\n' 'send' 'Send an SMS to one or more recipients, a message each.'
        case 'phonecom chatcall'
            printf '%s\t%s\n' 'send' 'Send a ChatCall, now or later: a message spoken to each recipient.' \
                'status' 'Tell what became of a ChatCall, for each recipient.' \
                'preview' 'Make a recording of a ChatCall without sending it, and give its URL.' \
                'voices' 'List the voices for text-to-speech.' \
                'sounds' 'List the sounds that a message can hold, in square brackets: Hello [laugh].'
        case 'phonecom extension'
            printf '%s\t%s\n' 'notify' 'Set how an extension is told of voicemail.'
        case 'phonecom account'
            printf '%s\t%s\n' 'create' 'Create a new account.' \
                'cancel' 'Cancel an existing account, for good.'
        case 'phonecom control'
            printf '%s\t%s\n' 'serve' 'Serve a routes file to Phone.com, until stopped.' \
                'check' 'Check a routes file: every mistake with its line and place, and what is probably not meant.' \
                'explain' 'Say in words what a call control command does, or why it is not valid.' \
                'simulate' 'Play Phone.com\'s side of a call against a web service or a routes file, and show the conversation.'
        case 'phonecom sandbox'
            printf '%s\t%s\n' 'serve' 'Serve the sandbox over HTTP, by GET and POST, until stopped.' \
                'status' 'Show the sandbox\'s state: its file, seed, time, accounts, and what it holds.' \
                'reset' 'Make the sandbox anew: accounts, numbers, calls, messages, time and faults.' \
                'requests' 'Show the API requests that the sandbox received, in process and over HTTP, with secrets masked.' \
                'messages' 'Show every SMS, ChatCall and voicemail notification that accounts of the sandbox sent, oldest first.' \
                'ring' 'Let a call come in to a number of the sandbox, and show how it is routed.' \
                'clock' 'Show or set the sandbox\'s time, by which reservations end and ChatCalls go on.' \
                'faults' 'Show or set what the sandbox does wrong, in process and over HTTP.'
        case 'phonecom auth'
            printf '%s\t%s\n' 'login' 'Check a username and password with one read, and keep the password in the system\'s keyring.' \
                'logout' 'Remove the profile\'s password from the keyring.' \
                'status' 'Tell which profile, username, source of the password and keyring would be used.' \
                'list' 'List the profiles, with their environments and usernames, and which one is used.' \
                'switch' 'Choose the profile that commands use when neither --profile nor PHONECOM_PROFILE names one.'
        case 'phonecom config'
            printf '%s\t%s\n' 'list' 'List every setting there is, with the profile\'s value, what holds without one, and its meaning.' \
                'get' 'Print a setting\'s value as it holds for the profile: set, or by default.' \
                'set' 'Set a setting of the profile.' \
                'unset' 'Take a setting out of the profile, so that its default holds.' \
                'path' 'Print where the settings file is, or would be.'
    end
end

# Whether the noun $argv[1] has the command $argv[2].
function __phonecom_has
    switch "$argv[1] $argv[2]"
        case 'phonecom numbers' 'phonecom call' 'phonecom sms' 'phonecom chatcall' 'phonecom extension' 'phonecom account' 'phonecom control' 'phonecom sandbox' 'phonecom api' 'phonecom auth' 'phonecom config' 'phonecom help' 'phonecom numbers list' 'phonecom numbers search' 'phonecom numbers add' 'phonecom numbers reserve' 'phonecom numbers unreserve' 'phonecom numbers ring-all' 'phonecom numbers portable' 'phonecom numbers countries' 'phonecom numbers prefixes' 'phonecom numbers states' 'phonecom numbers regions' 'phonecom numbers localities' 'phonecom call list' 'phonecom call originate' 'phonecom sms send' 'phonecom chatcall send' 'phonecom chatcall status' 'phonecom chatcall preview' 'phonecom chatcall voices' 'phonecom chatcall sounds' 'phonecom extension notify' 'phonecom account create' 'phonecom account cancel' 'phonecom control serve' 'phonecom control check' 'phonecom control explain' 'phonecom control simulate' 'phonecom sandbox serve' 'phonecom sandbox status' 'phonecom sandbox reset' 'phonecom sandbox requests' 'phonecom sandbox messages' 'phonecom sandbox ring' 'phonecom sandbox clock' 'phonecom sandbox faults' 'phonecom auth login' 'phonecom auth logout' 'phonecom auth status' 'phonecom auth list' 'phonecom auth switch' 'phonecom config list' 'phonecom config get' 'phonecom config set' 'phonecom config unset' 'phonecom config path'
            return 0
    end
    return 1
end

# The options of a command, those of every command with them.
function __phonecom_options -a key
    switch $key
        case 'phonecom'
            printf '%s\t%s\n' '--version' 'Show the version.'
        case 'phonecom numbers search'
            printf '%s\t%s\n' '--country' 'Calling code or two letters (44, GB); default the setting country.' \
                '--type' 'Only toll-free or local.' \
                '--state' 'State, e.g. CA.' \
                '--region' 'Region (city); needs --state.' \
                '--locality' 'Locality (rate centre); needs --state.' \
                '--prefix' 'Area code, e.g. 858.' \
                '--pattern' 'Digits, letters and * for any digit: 1858555****.' \
                '-n' 'How many numbers to return.' \
                '--quantity' 'How many numbers to return.' \
                '--page' 'Which page of that many, from 1; needs --quantity.' \
                '--all' 'Every page, streamed; each number once.'
        case 'phonecom numbers ring-all'
            printf '%s\t%s\n' '--to' 'NUMBER[,tag=TEXT][,screen=yes|no][,caller-id=NUMBER], quoted as in CSV; 1 to 10, in order.' \
                '--ring-timeout' 'How long to ring all of them; 60 if not given.'
        case 'phonecom numbers prefixes'
            printf '%s\t%s\n' '--country' 'Calling code or two letters (44, GB); default the setting country.'
        case 'phonecom numbers states'
            printf '%s\t%s\n' '--country' 'Calling code or two letters (44, GB); default the setting country.'
        case 'phonecom numbers regions'
            printf '%s\t%s\n' '--country' 'Calling code or two letters (44, GB); default the setting country.' \
                '--prefix' 'Area code, e.g. 858.' \
                '--state' 'State, e.g. CA.'
        case 'phonecom numbers localities'
            printf '%s\t%s\n' '--country' 'Calling code or two letters (44, GB); default the setting country.' \
                '--prefix' 'Area code, e.g. 858.' \
                '--state' 'State, e.g. CA.'
        case 'phonecom call list'
            printf '%s\t%s\n' '--since' 'Start: 2026-03-02, 2026-03-02T14:30, a Unix time, now, today, yesterday, 90m, 12h, 7d, 2w.' \
                '--until' 'End, included; a day means all of it.' \
                '--all' 'Every call of that time, beyond the API\'s 500.'
        case 'phonecom call originate'
            printf '%s\t%s\n' '--caller-id-a' 'Caller ID for leg A; leg B\'s number if not given.' \
                '--caller-id-b' 'Caller ID for leg B; leg A\'s number if not given.' \
                '--ring-timeout' 'How long leg A may ring; 20 if not given.'
        case 'phonecom sms send'
            printf '%s\t%s\n' '--to' 'Recipient; repeat it for several.' \
                '--from' 'A number of your account; default the setting from.' \
                '--allow-long' 'Send a message of several parts, each charged.'
        case 'phonecom chatcall send'
            printf '%s\t%s\n' '--from-name' 'Name of the sender.' \
                '--from-email' 'Email address of the sender.' \
                '--to' 'Recipient, US or CA; repeat it for several.' \
                '--voice' 'Voice; `phonecom chatcall voices` lists them.' \
                '--response-type' 'Answers that the recipient may give.' \
                '--at' 'When: +2h, 2027-01-31T09:00; default now.'
        case 'phonecom chatcall preview'
            printf '%s\t%s\n' '--from-name' 'Name of the sender.' \
                '--to-name' 'Name of the recipient.' \
                '--voice' 'Voice; `phonecom chatcall voices` lists them.' \
                '--response-type' 'Answers that the recipient may give.' \
                '--save' 'Also download the recording (WAV).'
        case 'phonecom extension notify'
            printf '%s\t%s\n' '--enable-email' 'Notify by email, or no longer.' \
                '--disable-email' 'Notify by email, or no longer.' \
                '--enable-sms' 'Notify by SMS, or no longer.' \
                '--disable-sms' 'Notify by SMS, or no longer.' \
                '--email-address' 'Where emails go.' \
                '--email-format' 'Format of the voicemail in emails.' \
                '--sms-number' 'Where SMS go.'
        case 'phonecom account create'
            printf '%s\t%s\n' '--name' 'Name of the account\'s holder.' \
                '--address' 'Address.' \
                '--city' 'City.' \
                '--country' 'Country, two letters.' \
                '--phone' 'Phone number.' \
                '--email' 'Email address.' \
                '--company' 'Company name.' \
                '--address2' 'Address, line 2.' \
                '--state' 'State; required for US and CA.' \
                '--zip' 'Zip; for US 5 or 9 digits.' \
                '--fax' 'Fax number.' \
                '--email2' 'Alternate email address.' \
                '--master-id' 'Assigned by Phone.com.' \
                '--branding-id' 'Assigned by Phone.com.' \
                '--code' 'Service code, assigned by Phone.com.' \
                '--phone-number' 'Desired phone number.' \
                '--new-password-stdin' 'Read the new account\'s password from stdin.'
        case 'phonecom control serve'
            printf '%s\t%s\n' '--host' 'Address to listen on.' \
                '--port' '0 takes a free one.' \
                '--token-file' 'One or two tokens for the URL; else PHONECOM_CONTROL_TOKEN, or a new one.' \
                '--log' 'Append decisions here, not to stderr.' \
                '--allow' 'Answer only this address or range (192.0.2.0/24); repeatable.' \
                '--proxy' 'Believe the X-Forwarded-For of this proxy; repeatable.'
        case 'phonecom control simulate'
            printf '%s\t%s\n' '--dialed' 'The number that is called.' \
                '--caller' 'The caller\'s number; unknown for none.' \
                '--caller-name' 'The caller\'s name.' \
                '--digits' 'Pressed at the next menu; none is a timeout, hangup ends; repeatable.' \
                '--forward' 'How the next forward ends: answered, unanswered, hangup or error; repeatable.' \
                '--duration' 'What the last request says.' \
                '--at' 'A time to pretend, as 2026-12-25T10:00, in the routes\' time zone.' \
                '--within' 'How long an answer may take.'
        case 'phonecom sandbox serve'
            printf '%s\t%s\n' '--host' 'Address to listen on.' \
                '--port' '0 takes a free one.' \
                '--fault' 'Set this fault while serving, as `sandbox faults` does; repeatable.' \
                '--fault-seed' 'Decides which requests the faults strike.' \
                '--threads' 'Connections worked on at once.'
        case 'phonecom sandbox reset'
            printf '%s\t%s\n' '--seed' 'What inventory and calls are made from; the same seed, the same.'
        case 'phonecom sandbox requests'
            printf '%s\t%s\n' '-f' 'Go on with those that arrive, until stopped.' \
                '--follow' 'Go on with those that arrive, until stopped.' \
                '-n' 'Only that many of the latest.' \
                '--last' 'Only that many of the latest.'
        case 'phonecom sandbox ring'
            printf '%s\t%s\n' '--to' 'The number of the sandbox that is called.' \
                '--from' 'The caller\'s number; unknown for none.' \
                '--name' 'The caller\'s name.' \
                '--digits' 'Pressed at the next menu; none, hangup; repeatable.' \
                '--forward' 'Answered, unanswered, hangup or error, in turn; repeatable.' \
                '--duration' 'How long the call lasts.' \
                '--control-url' 'First set the account\'s call control URL; empty removes it.'
        case 'phonecom sandbox clock'
            printf '%s\t%s\n' '--set' 'Set it; it runs on from there, as it did before.' \
                '--advance' 'Move it on, by 90s, 15m, 2h, 3d or 1w.' \
                '--freeze' 'Let it stand still, or run on from where it is.' \
                '--run' 'Let it stand still, or run on from where it is.' \
                '--real' 'Go by this machine\'s time again.'
        case 'phonecom sandbox faults'
            printf '%s\t%s\n' '--seed' 'Decides which requests are struck; the same seed, the same ones.' \
                '--clear' 'End all faults.'
        case 'phonecom auth login'
            printf '%s\t%s\n' '--username' 'The account\'s username; asked for without it.' \
                '--password-stdin' 'Read the password from stdin, its first line.' \
                '--environment' 'production (the default), development, sandbox, or an https URL.' \
                '--by-address' 'Phone.com knows the account by its address: no password.'
        case 'phonecom auth logout'
            printf '%s\t%s\n' '--remove-profile' 'Take the profile out of the settings, too.'
        case 'phonecom auth status'
            printf '%s\t%s\n' '--check' 'Ask Phone.com, with one read, whether it takes them.'
    end
    printf '%s\t%s\n' '-o' 'table, json, jsonl, csv, tsv or xml; by default table on a terminal, tsv in a pipe.' \
        '--output' 'table, json, jsonl, csv, tsv or xml; by default table on a terminal, tsv in a pipe.' \
        '--fields' 'Only these columns, in this order.' \
        '--no-header' 'No header line in csv and tsv.' \
        '--spreadsheet' 'In csv and tsv, prefix \' to cells a spreadsheet would run.' \
        '--utc' 'Read and show times in UTC, not local time.' \
        '--no-color' 'No colours.' \
        '-q' 'No progress, no success lines.' \
        '--quiet' 'No progress, no success lines.' \
        '-v' 'Show each request and answer on stderr, secrets masked.' \
        '--verbose' 'Show each request and answer on stderr, secrets masked.' \
        '-p' 'Use this profile of the settings.' \
        '--profile' 'Use this profile of the settings.' \
        '--sandbox' 'Use the local sandbox; the same as --profile sandbox.' \
        '--url' 'Send to this endpoint instead.' \
        '--dry-run' 'Print the request, secrets masked; send nothing.' \
        '-y' 'Answer every question with yes.' \
        '--yes' 'Answer every question with yes.' \
        '--timeout' 'How long one API call may take, retries included; default 30.' \
        '--cltrid' 'Client transaction ID to send; default a fresh one.' \
        '-h' 'Show this help.' \
        '--help' 'Show this help.'
end

# Sets kind to what the value of the option $argv[2] of the command $argv[1] may be; fails for a switch.
function __phonecom_kind --no-scope-shadowing
    switch $argv[2]
        case -o --output
            set kind words 'table	for a person' 'json	one array, or one object' 'jsonl	one object a line' 'csv	RFC 4180' 'tsv	tabs, one row a line' 'xml	the response body as it came'
            return 0
        case --fields
            set kind fields
            return 0
        case -p --profile
            set kind profile
            return 0
        case --url
            set kind none
            return 0
        case --timeout
            set kind none
            return 0
        case --cltrid
            set kind none
            return 0
    end
    switch "$argv[1] $argv[2]"
        case 'phonecom numbers search --country'
            set kind code
            return 0
        case 'phonecom numbers search --type'
            set kind words 'toll-free	' 'local	'
            return 0
        case 'phonecom numbers search --state'
            set kind state
            return 0
        case 'phonecom numbers search --region'
            set kind none
            return 0
        case 'phonecom numbers search --locality'
            set kind none
            return 0
        case 'phonecom numbers search --prefix'
            set kind none
            return 0
        case 'phonecom numbers search --pattern'
            set kind none
            return 0
        case 'phonecom numbers search -n' 'phonecom numbers search --quantity'
            set kind none
            return 0
        case 'phonecom numbers search --page'
            set kind none
            return 0
        case 'phonecom numbers ring-all --to'
            set kind none
            return 0
        case 'phonecom numbers ring-all --ring-timeout'
            set kind none
            return 0
        case 'phonecom numbers prefixes --country'
            set kind code
            return 0
        case 'phonecom numbers states --country'
            set kind code
            return 0
        case 'phonecom numbers regions --country'
            set kind code
            return 0
        case 'phonecom numbers regions --prefix'
            set kind none
            return 0
        case 'phonecom numbers regions --state'
            set kind state
            return 0
        case 'phonecom numbers localities --country'
            set kind code
            return 0
        case 'phonecom numbers localities --prefix'
            set kind none
            return 0
        case 'phonecom numbers localities --state'
            set kind state
            return 0
        case 'phonecom call list --since'
            set kind words 'now	this moment' 'today	this day' 'yesterday	the day before' '12h	12 hours ago' '7d	7 days ago' '2w	2 weeks ago'
            return 0
        case 'phonecom call list --until'
            set kind words 'now	this moment' 'today	this day' 'yesterday	the day before' '12h	12 hours ago' '7d	7 days ago' '2w	2 weeks ago'
            return 0
        case 'phonecom call originate --caller-id-a'
            set kind none
            return 0
        case 'phonecom call originate --caller-id-b'
            set kind none
            return 0
        case 'phonecom call originate --ring-timeout'
            set kind none
            return 0
        case 'phonecom sms send --to'
            set kind none
            return 0
        case 'phonecom sms send --from'
            set kind none
            return 0
        case 'phonecom chatcall send --from-name'
            set kind none
            return 0
        case 'phonecom chatcall send --from-email'
            set kind none
            return 0
        case 'phonecom chatcall send --to'
            set kind none
            return 0
        case 'phonecom chatcall send --voice'
            set kind none
            return 0
        case 'phonecom chatcall send --response-type'
            set kind words 'none	' 'yes-no	' 'yes-no-maybe	'
            return 0
        case 'phonecom chatcall send --at'
            set kind words '+30m	in half an hour' '+2h	in 2 hours' '+1d	in a day'
            return 0
        case 'phonecom chatcall preview --from-name'
            set kind none
            return 0
        case 'phonecom chatcall preview --to-name'
            set kind none
            return 0
        case 'phonecom chatcall preview --voice'
            set kind none
            return 0
        case 'phonecom chatcall preview --response-type'
            set kind words 'none	' 'yes-no	' 'yes-no-maybe	'
            return 0
        case 'phonecom chatcall preview --save'
            set kind file
            return 0
        case 'phonecom extension notify --email-address'
            set kind none
            return 0
        case 'phonecom extension notify --email-format'
            set kind words 'wav	' 'mp3	'
            return 0
        case 'phonecom extension notify --sms-number'
            set kind none
            return 0
        case 'phonecom account create --name'
            set kind none
            return 0
        case 'phonecom account create --address'
            set kind none
            return 0
        case 'phonecom account create --city'
            set kind none
            return 0
        case 'phonecom account create --country'
            set kind country
            return 0
        case 'phonecom account create --phone'
            set kind none
            return 0
        case 'phonecom account create --email'
            set kind none
            return 0
        case 'phonecom account create --company'
            set kind none
            return 0
        case 'phonecom account create --address2'
            set kind none
            return 0
        case 'phonecom account create --state'
            set kind state
            return 0
        case 'phonecom account create --zip'
            set kind none
            return 0
        case 'phonecom account create --fax'
            set kind none
            return 0
        case 'phonecom account create --email2'
            set kind none
            return 0
        case 'phonecom account create --master-id'
            set kind none
            return 0
        case 'phonecom account create --branding-id'
            set kind none
            return 0
        case 'phonecom account create --code'
            set kind none
            return 0
        case 'phonecom account create --phone-number'
            set kind none
            return 0
        case 'phonecom control serve --host'
            set kind none
            return 0
        case 'phonecom control serve --port'
            set kind none
            return 0
        case 'phonecom control serve --token-file'
            set kind file
            return 0
        case 'phonecom control serve --log'
            set kind file
            return 0
        case 'phonecom control serve --allow'
            set kind none
            return 0
        case 'phonecom control serve --proxy'
            set kind none
            return 0
        case 'phonecom control simulate --dialed'
            set kind none
            return 0
        case 'phonecom control simulate --caller'
            set kind none
            return 0
        case 'phonecom control simulate --caller-name'
            set kind none
            return 0
        case 'phonecom control simulate --digits'
            set kind none
            return 0
        case 'phonecom control simulate --forward'
            set kind words 'answered	' 'unanswered	' 'hangup	' 'error	'
            return 0
        case 'phonecom control simulate --duration'
            set kind none
            return 0
        case 'phonecom control simulate --at'
            set kind words 'now	this moment' 'today	this day' 'yesterday	the day before' '12h	12 hours ago' '7d	7 days ago' '2w	2 weeks ago'
            return 0
        case 'phonecom control simulate --within'
            set kind none
            return 0
        case 'phonecom sandbox serve --host'
            set kind none
            return 0
        case 'phonecom sandbox serve --port'
            set kind none
            return 0
        case 'phonecom sandbox serve --fault'
            set kind words 'latency	answer late by that many seconds, or by between A and B with A..B' 'error	answer status="error" and do nothing' 'http	answer with that HTTP status (503 if none is given) and do nothing' 'reset-before	reset the connection and do nothing' 'reset-after	carry the action out, then reset the connection instead of answering' 'truncated	carry the action out and send half of the answer' 'malformed	carry the action out and send an answer that is not well-formed' 'drip	send the answer in pieces of 16 bytes, that many seconds apart'
            return 0
        case 'phonecom sandbox serve --fault-seed'
            set kind none
            return 0
        case 'phonecom sandbox serve --threads'
            set kind none
            return 0
        case 'phonecom sandbox reset --seed'
            set kind none
            return 0
        case 'phonecom sandbox requests -n' 'phonecom sandbox requests --last'
            set kind none
            return 0
        case 'phonecom sandbox ring --to'
            set kind none
            return 0
        case 'phonecom sandbox ring --from'
            set kind none
            return 0
        case 'phonecom sandbox ring --name'
            set kind none
            return 0
        case 'phonecom sandbox ring --digits'
            set kind none
            return 0
        case 'phonecom sandbox ring --forward'
            set kind words 'answered	' 'unanswered	' 'hangup	' 'error	'
            return 0
        case 'phonecom sandbox ring --duration'
            set kind none
            return 0
        case 'phonecom sandbox ring --control-url'
            set kind none
            return 0
        case 'phonecom sandbox clock --set'
            set kind words 'now	this moment' 'today	this day' 'yesterday	the day before' '12h	12 hours ago' '7d	7 days ago' '2w	2 weeks ago'
            return 0
        case 'phonecom sandbox clock --advance'
            set kind none
            return 0
        case 'phonecom sandbox faults --seed'
            set kind none
            return 0
        case 'phonecom auth login --username'
            set kind none
            return 0
        case 'phonecom auth login --environment'
            set kind words 'production	https://control.phone.com/special/xmlapi' 'development	https://dev.tierra.net/special/xmlapi' 'sandbox	in process'
            return 0
    end
    return 1
end

# Sets kind to what the argument $argv[2] (a number) of the command $argv[1] may be.
function __phonecom_argument --no-scope-shadowing
    switch "$argv[1] $argv[2]"
        case 'phonecom control serve 1'
            set kind file
        case 'phonecom control check 1'
            set kind file
        case 'phonecom control simulate 1'
            set kind file
        case 'phonecom sandbox faults *'
            set kind words 'latency	answer late by that many seconds, or by between A and B with A..B' 'error	answer status="error" and do nothing' 'http	answer with that HTTP status (503 if none is given) and do nothing' 'reset-before	reset the connection and do nothing' 'reset-after	carry the action out, then reset the connection instead of answering' 'truncated	carry the action out and send half of the answer' 'malformed	carry the action out and send an answer that is not well-formed' 'drip	send the answer in pieces of 16 bytes, that many seconds apart'
        case 'phonecom api 1'
            set kind words 'createAccount	Create a new account.' 'cancelAccount	Cancel an existing account.' 'getPhoneNumberList	List the active phone numbers on the account.' 'getPhoneNumberCountryList	List the countries whose numbers are for sale.' 'getPhoneNumberPrefixList	List a country\'s prefixes (area codes) and how many numbers each has, about.' 'getPhoneNumberStateList	List a country\'s states and how many numbers each has, about.' 'getPhoneNumberRegionList	List the regions (cities) of a prefix or state and how many numbers each has.' 'getPhoneNumberLocalityList	List the localities (rate centres) of a prefix or state and how many numbers each has.' 'getPhoneNumberInventory	Search the numbers that are for sale.' 'getPhoneNumberPortingEligibility	Tell whether numbers could be ported to Phone.com.' 'addPhoneNumber	Add numbers from the inventory to the account.' 'reservePhoneNumber	Reserve numbers, until about midnight Pacific time.' 'unreservePhoneNumber	Return reserved numbers to the inventory.' 'updateCallHandlingSimpleRingAll	Ring up to ten destinations at once when a number is called, replacing all of its rules.' 'getCallList	List the calls of the account.' 'originateCall	Call leg A, and connect it to leg B when it answers.' 'updateExtensionNotification	Set how an extension is told of voicemail.' 'sendSMS	Send an SMS.' 'getVoiceList	List the voices for text-to-speech.' 'getSoundList	List the sounds that a message can hold, as in `Hello [laugh]`.' 'previewChatCall	Make a recording of a ChatCall without sending it.' 'sendChatCall	Send a ChatCall, now or later.' 'getChatCallStatus	Tell what became of a ChatCall, for each recipient.'
        case 'phonecom api *'
            set kind pairs
        case 'phonecom auth switch 1'
            set kind profile
        case 'phonecom config get 1'
            set kind words 'environment	Where requests go: production, development, sandbox, or an https URL (http for this machine only).' 'username	The account\'s username.' 'country	The country, in two letters, whose numbers may be written without their calling code.' 'from	The number `sms send` sends from without --from.' 'timezone	The time zone of times without an offset, and of the times in tables.' 'output	The output format without --output: table, json, jsonl, csv, tsv, xml.' 'ca-bundle	A PEM file of the certificate authorities to trust instead of the usual ones.' 'password-command	A command whose first line of output is the password. Its words are split as a shell splits them, and it is run without a shell.' 'authenticated-by-address	Phone.com knows the account by its network address: no password is looked for or sent.' 'allowed-countries	The countries, in two letters each, that SMS and ChatCalls may go to.' 'explicit-profile-for-writes	Commands that change, cost or send something need --profile or PHONECOM_PROFILE to name it.'
        case 'phonecom config set 1'
            set kind words 'environment	Where requests go: production, development, sandbox, or an https URL (http for this machine only).' 'username	The account\'s username.' 'country	The country, in two letters, whose numbers may be written without their calling code.' 'from	The number `sms send` sends from without --from.' 'timezone	The time zone of times without an offset, and of the times in tables.' 'output	The output format without --output: table, json, jsonl, csv, tsv, xml.' 'ca-bundle	A PEM file of the certificate authorities to trust instead of the usual ones.' 'password-command	A command whose first line of output is the password. Its words are split as a shell splits them, and it is run without a shell.' 'authenticated-by-address	Phone.com knows the account by its network address: no password is looked for or sent.' 'allowed-countries	The countries, in two letters each, that SMS and ChatCalls may go to.' 'explicit-profile-for-writes	Commands that change, cost or send something need --profile or PHONECOM_PROFILE to name it.'
        case 'phonecom config unset 1'
            set kind words 'environment	Where requests go: production, development, sandbox, or an https URL (http for this machine only).' 'username	The account\'s username.' 'country	The country, in two letters, whose numbers may be written without their calling code.' 'from	The number `sms send` sends from without --from.' 'timezone	The time zone of times without an offset, and of the times in tables.' 'output	The output format without --output: table, json, jsonl, csv, tsv, xml.' 'ca-bundle	A PEM file of the certificate authorities to trust instead of the usual ones.' 'password-command	A command whose first line of output is the password. Its words are split as a shell splits them, and it is run without a shell.' 'authenticated-by-address	Phone.com knows the account by its network address: no password is looked for or sent.' 'allowed-countries	The countries, in two letters each, that SMS and ChatCalls may go to.' 'explicit-profile-for-writes	Commands that change, cost or send something need --profile or PHONECOM_PROFILE to name it.'
        case 'phonecom help *'
            set kind help
    end
end

# The columns of a command, for --fields.
function __phonecom_fields -a key
    switch $key
        case 'phonecom numbers list'
            printf '%s\t%s\n' 'id' 'column' \
                'phoneNumber' 'column' \
                'nickName' 'column' \
                'rateCenter' 'column'
        case 'phonecom numbers search'
            printf '%s\t%s\n' 'phoneNumber' 'column' \
                'humanReadable' 'column' \
                'cost' 'column' \
                'setupFee' 'column'
        case 'phonecom numbers add'
            printf '%s\t%s\n' 'phoneNumber' 'column' \
                'status' 'column' \
                'msg' 'column' \
                'resultDate' 'column' \
                'clTRID' 'column' \
                'svTRID' 'column'
        case 'phonecom numbers reserve'
            printf '%s\t%s\n' 'phoneNumber' 'column' \
                'status' 'column' \
                'msg' 'column' \
                'resultDate' 'column' \
                'clTRID' 'column' \
                'svTRID' 'column'
        case 'phonecom numbers unreserve'
            printf '%s\t%s\n' 'phoneNumber' 'column' \
                'status' 'column' \
                'msg' 'column' \
                'resultDate' 'column' \
                'clTRID' 'column' \
                'svTRID' 'column'
        case 'phonecom numbers ring-all'
            printf '%s\t%s\n' 'status' 'column' \
                'msg' 'column' \
                'resultDate' 'column' \
                'clTRID' 'column' \
                'svTRID' 'column'
        case 'phonecom numbers portable'
            printf '%s\t%s\n' 'phoneNumber' 'column' \
                'portingEligibility' 'column' \
                'status' 'column' \
                'msg' 'column' \
                'resultDate' 'column' \
                'clTRID' 'column' \
                'svTRID' 'column'
        case 'phonecom numbers countries'
            printf '%s\t%s\n' 'countryCode' 'column' \
                'name' 'column'
        case 'phonecom numbers prefixes'
            printf '%s\t%s\n' 'prefix' 'column' \
                'quantity' 'column'
        case 'phonecom numbers states'
            printf '%s\t%s\n' 'state' 'column' \
                'quantity' 'column'
        case 'phonecom numbers regions'
            printf '%s\t%s\n' 'region' 'column' \
                'state' 'column' \
                'quantity' 'column'
        case 'phonecom numbers localities'
            printf '%s\t%s\n' 'locality' 'column' \
                'state' 'column' \
                'quantity' 'column'
        case 'phonecom call list'
            printf '%s\t%s\n' 'id' 'column' \
                'startTime' 'column' \
                'startTimeGmt' 'column' \
                'callerId' 'column' \
                'calledNumber' 'column' \
                'duration' 'column' \
                'finalAction' 'column' \
                'finalActionDuration' 'column' \
                'url' 'column' \
                'transcription' 'column'
        case 'phonecom call originate'
            printf '%s\t%s\n' 'status' 'column' \
                'msg' 'column' \
                'resultDate' 'column' \
                'clTRID' 'column' \
                'svTRID' 'column'
        case 'phonecom sms send'
            printf '%s\t%s\n' 'toNumber' 'column' \
                'status' 'column' \
                'msg' 'column' \
                'resultDate' 'column' \
                'clTRID' 'column' \
                'svTRID' 'column'
        case 'phonecom chatcall send'
            printf '%s\t%s\n' 'ChatCallID' 'column' \
                'status' 'column' \
                'msg' 'column' \
                'resultDate' 'column' \
                'clTRID' 'column' \
                'svTRID' 'column'
        case 'phonecom chatcall status'
            printf '%s\t%s\n' 'status' 'column' \
                'msg' 'column' \
                'resultDate' 'column' \
                'clTRID' 'column' \
                'svTRID' 'column'
        case 'phonecom chatcall preview'
            printf '%s\t%s\n' 'url' 'column' \
                'status' 'column' \
                'msg' 'column' \
                'resultDate' 'column' \
                'clTRID' 'column' \
                'svTRID' 'column'
        case 'phonecom chatcall voices'
            printf '%s\t%s\n' 'id' 'column' \
                'name' 'column' \
                'language' 'column' \
                'dialect' 'column' \
                'sex' 'column'
        case 'phonecom chatcall sounds'
            printf '%s\t%s\n' 'id' 'column' \
                'name' 'column'
        case 'phonecom extension notify'
            printf '%s\t%s\n' 'status' 'column' \
                'msg' 'column' \
                'resultDate' 'column' \
                'clTRID' 'column' \
                'svTRID' 'column'
        case 'phonecom account create'
            printf '%s\t%s\n' 'status' 'column' \
                'msg' 'column' \
                'resultDate' 'column' \
                'clTRID' 'column' \
                'svTRID' 'column'
        case 'phonecom account cancel'
            printf '%s\t%s\n' 'status' 'column' \
                'msg' 'column' \
                'resultDate' 'column' \
                'clTRID' 'column' \
                'svTRID' 'column'
    end
end

# The parameters of an action, for api.
function __phonecom_pairs -a key
    switch $key
        case 'createAccount'
            printf '%s\t%s\n' 'newUsername' 'the requested username' \
                'newPassword' 'the requested password' \
                'name' 'name' \
                'company' 'company name' \
                'address' 'address' \
                'address2' 'address line 2' \
                'city' 'city' \
                'state' 'state' \
                'zip' 'zip' \
                'country' 'two-letter country' \
                'phone' 'phone number' \
                'fax' 'fax number' \
                'email' 'email address' \
                'email2' 'alternate email address' \
                'masterid' 'assigned by Phone.com' \
                'brandingid' 'assigned by Phone.com' \
                'code' 'service code requested, assigned by Phone.com' \
                'phoneNumber' 'desired telephone number'
        case 'cancelAccount'
            printf '%s\t%s\n' 'accountUsername' 'the username of the account to cancel'
        case 'getPhoneNumberPrefixList'
            printf '%s\t%s\n' 'countryCode' 'country code to search'
        case 'getPhoneNumberStateList'
            printf '%s\t%s\n' 'countryCode' 'country code to search'
        case 'getPhoneNumberRegionList'
            printf '%s\t%s\n' 'countryCode' 'country code to search' \
                'prefix' 'prefix (area code) to search' \
                'state' 'state to search'
        case 'getPhoneNumberLocalityList'
            printf '%s\t%s\n' 'countryCode' 'country code to search' \
                'prefix' 'prefix (area code) to search' \
                'state' 'state to search'
        case 'getPhoneNumberInventory'
            printf '%s\t%s\n' 'countryCode' 'country code to search' \
                'type' 'only toll-free (TF) or local numbers' \
                'state' 'only this state' \
                'region' 'only this region (city); needs the state' \
                'locality' 'only this locality (rate centre); needs the state' \
                'prefix' 'only this area code and the others of its geography' \
                'pattern' 'only numbers like this: digits, letters, and * for any digit' \
                'quantity' 'how many numbers to return' \
                'page' 'which page of that many, from 1; needs the quantity'
        case 'getPhoneNumberPortingEligibility'
            printf '%s\t%s\n' 'phoneNumber' 'full phone number, e.g. 18585608120'
        case 'addPhoneNumber'
            printf '%s\t%s\n' 'phoneNumber' 'full phone number, e.g. 18585608120'
        case 'reservePhoneNumber'
            printf '%s\t%s\n' 'phoneNumber' 'full phone number, e.g. 18585608120'
        case 'unreservePhoneNumber'
            printf '%s\t%s\n' 'phoneNumber' 'full phone number, e.g. 18585608120'
        case 'updateCallHandlingSimpleRingAll'
            printf '%s\t%s\n' 'phoneNumber' 'phone number on which to perform the action' \
                'timeout' 'how many seconds to ring all destinations' \
                'destination1' 'DID or extension to call' \
                'destination1VoiceTag' 'voice tag to use for this destination' \
                'destination1Screening' 'enable screening for this destination' \
                'destination1CallerId' 'caller ID when calling this destination'
        case 'getCallList'
            printf '%s\t%s\n' 'startTime' 'range start, Unix time' \
                'endTime' 'range end, Unix time'
        case 'originateCall'
            printf '%s\t%s\n' 'legAPhoneNumber' 'DID or extension to call first' \
                'legACallerId' 'caller ID when calling leg A' \
                'legATimeout' 'how many seconds leg A may ring' \
                'legBPhoneNumber' 'DID to call second' \
                'legBCallerId' 'caller ID when calling leg B'
        case 'updateExtensionNotification'
            printf '%s\t%s\n' 'extension' 'numeric extension' \
                'enableEmail' 'send email notifications' \
                'enableSms' 'send SMS notifications' \
                'emailAddress' 'email address to send notifications to' \
                'emailFormat' 'format of the voicemail' \
                'smsNumber' 'number to send SMS notifications to'
        case 'sendSMS'
            printf '%s\t%s\n' 'fromNumber' 'phone number of the account to send from' \
                'toNumber' 'phone number to send to' \
                'message' 'the message, one part long'
        case 'previewChatCall'
            printf '%s\t%s\n' 'fromName' 'name of the sender' \
                'message' 'the message to send' \
                'toName' 'name of the recipient' \
                'voice' 'voice for the text-to-speech' \
                'responseType' 'which answers the recipient may give'
        case 'sendChatCall'
            printf '%s\t%s\n' 'fromName' 'name of the sender' \
                'fromEmail' 'email address of the sender' \
                'message' 'the message to send' \
                'toName' 'name of the recipient' \
                'toNumber' 'phone number of the recipient, US or CA' \
                'voice' 'voice for the text-to-speech' \
                'responseType' 'which answers the recipient may give' \
                'sendDate' 'when to send it'
        case 'getChatCallStatus'
            printf '%s\t%s\n' 'ChatCallID' 'ChatCall ID from sendChatCall'
    end
end

# What may follow the words after help.
function __phonecom_help -a key
    switch $key
        case ''
            printf '%s\t%s\n' 'environment' 'environment variables and files of phonecom' \
                'exit-codes' 'what the exit code of phonecom means, and the codes of its errors' \
                'formatting' 'how phonecom writes results, and reads numbers and times' \
                'credentials' 'where phonecom finds username and password' \
                'control-routes' 'the file that says how incoming calls are answered' \
                'sandbox' 'a complete local Phone.com, to try, test and rehearse' \
                'numbers' 'Phone numbers: yours, those for sale, and what happens when one is called.' \
                'call' 'Calls: the call log, and placing calls.' \
                'sms' 'SMS: send text messages.' \
                'chatcall' 'ChatCalls: messages spoken to the people called.' \
                'extension' 'Extensions: how they are told of voicemail.' \
                'account' 'Accounts: create and cancel them.' \
                'control' 'Answer incoming calls: serve routes to Phone.com, check them, explain commands, and rehearse calls.' \
                'sandbox' 'A local Phone.com: serve it over HTTP, see what it received, ring its numbers, set its time and faults.' \
                'api' 'Do any action by its wire name, and print the whole response.' \
                'auth' 'Log in and out, and say which account is used: usernames, passwords and profiles.' \
                'config' 'Settings: what a profile\'s commands take for granted.' \
                'help' 'Explain a topic or a command.'
        case 'numbers'
            printf '%s\t%s\n' 'list' 'List the active phone numbers on the account.' \
                'search' 'Search the numbers that are for sale.' \
                'add' 'Add numbers from the inventory to the account.' \
                'reserve' 'Reserve numbers, until about midnight Pacific time.' \
                'unreserve' 'Return reserved numbers to the inventory.' \
                'ring-all' 'Ring up to ten destinations at once when a number is called.' \
                'portable' 'Tell whether numbers could be ported to Phone.com: Yes or No for each.' \
                'countries' 'List the countries whose numbers are for sale, with their calling codes.' \
                'prefixes' 'List a country\'s prefixes (area codes), and about how many numbers each has.' \
                'states' 'List a country\'s states, and about how many numbers each has.' \
                'regions' 'List the regions (cities) of a prefix or state, and how many numbers each has.' \
                'localities' 'List the localities (rate centres) of a prefix or state, and how many numbers each has.'
        case 'call'
            printf '%s\t%s\n' 'list' 'List the calls of the account.' \
                'originate' 'Call leg A, and connect it to leg B when it answers.'
        case 'sms'
            printf '%s\t%s\n' 'send' 'Send an SMS to one or more recipients, a message each.'
        case 'chatcall'
            printf '%s\t%s\n' 'send' 'Send a ChatCall, now or later: a message spoken to each recipient.' \
                'status' 'Tell what became of a ChatCall, for each recipient.' \
                'preview' 'Make a recording of a ChatCall without sending it, and give its URL.' \
                'voices' 'List the voices for text-to-speech.' \
                'sounds' 'List the sounds that a message can hold, in square brackets: Hello [laugh].'
        case 'extension'
            printf '%s\t%s\n' 'notify' 'Set how an extension is told of voicemail.'
        case 'account'
            printf '%s\t%s\n' 'create' 'Create a new account.' \
                'cancel' 'Cancel an existing account, for good.'
        case 'control'
            printf '%s\t%s\n' 'serve' 'Serve a routes file to Phone.com, until stopped.' \
                'check' 'Check a routes file: every mistake with its line and place, and what is probably not meant.' \
                'explain' 'Say in words what a call control command does, or why it is not valid.' \
                'simulate' 'Play Phone.com\'s side of a call against a web service or a routes file, and show the conversation.'
        case 'sandbox'
            printf '%s\t%s\n' 'serve' 'Serve the sandbox over HTTP, by GET and POST, until stopped.' \
                'status' 'Show the sandbox\'s state: its file, seed, time, accounts, and what it holds.' \
                'reset' 'Make the sandbox anew: accounts, numbers, calls, messages, time and faults.' \
                'requests' 'Show the API requests that the sandbox received, in process and over HTTP, with secrets masked.' \
                'messages' 'Show every SMS, ChatCall and voicemail notification that accounts of the sandbox sent, oldest first.' \
                'ring' 'Let a call come in to a number of the sandbox, and show how it is routed.' \
                'clock' 'Show or set the sandbox\'s time, by which reservations end and ChatCalls go on.' \
                'faults' 'Show or set what the sandbox does wrong, in process and over HTTP.'
        case 'auth'
            printf '%s\t%s\n' 'login' 'Check a username and password with one read, and keep the password in the system\'s keyring.' \
                'logout' 'Remove the profile\'s password from the keyring.' \
                'status' 'Tell which profile, username, source of the password and keyring would be used.' \
                'list' 'List the profiles, with their environments and usernames, and which one is used.' \
                'switch' 'Choose the profile that commands use when neither --profile nor PHONECOM_PROFILE names one.'
        case 'config'
            printf '%s\t%s\n' 'list' 'List every setting there is, with the profile\'s value, what holds without one, and its meaning.' \
                'get' 'Print a setting\'s value as it holds for the profile: set, or by default.' \
                'set' 'Set a setting of the profile.' \
                'unset' 'Take a setting out of the profile, so that its default holds.' \
                'path' 'Print where the settings file is, or would be.'
    end
end
# Where settings and journals are, as the tool itself finds them.
function __phonecom_home
    set -l config ~/.config
    set -q XDG_CONFIG_HOME[1]; and test -n "$XDG_CONFIG_HOME"; and set config $XDG_CONFIG_HOME
    set -l state ~/.local/state
    set -q XDG_STATE_HOME[1]; and test -n "$XDG_STATE_HOME"; and set state $XDG_STATE_HOME
    if set -q PHONECOM_HOME[1]; and test -n "$PHONECOM_HOME"
        printf '%s\n' $PHONECOM_HOME/settings.toml $PHONECOM_HOME/batches
    else if test -d ~/Library/'Application Support'/phonecom
        printf '%s\n' ~/Library/'Application Support'/phonecom/{settings.toml,batches}
    else
        printf '%s\n' $config/phonecom/settings.toml $state/phonecom/batches
    end
end

function __phonecom_profiles
    set -l places (__phonecom_home)
    set -l found default sandbox
    if test -r $places[1]
        set -a found (string replace -rf '^\s*\[\s*profiles\s*\.\s*["\']?([A-Za-z0-9._-]+)["\']?\s*\].*$' '$1' <$places[1])
    end
    printf '%s\tprofile\n' $found
end

function __phonecom_batches
    set -l places (__phonecom_home)
    for file in $places[2]/*.db
        string replace -r '^.*/(.*)\.db$' '$1'\tbatch $file
    end
end

# Prints the words of a kind for $argv[1], the part of the token that is the value.
function __phonecom_offer --no-scope-shadowing
    set -l value $argv[1]
    switch $kind[1]
        case words
            string join \n -- $kind[2..]
        case list fields
            set -l before (string match -r '^.*,' -- $value)
            if test $kind[1] = list
                printf "$before%s\n" $kind[2..]
            else
                printf "$before%s\n" (__phonecom_fields $path)
            end
        case file
            __fish_complete_path $value
        case state
            __phonecom_states
        case country
            __phonecom_countries
        case code
            if string match -qr '^[0-9]' -- $value
                __phonecom_codes
            else
                __phonecom_countries
            end
        case profile
            __phonecom_profiles
        case batch
            __phonecom_batches
        case help
            __phonecom_help "$given"
        case pairs
            if string match -q '*=@*' -- $value
                set -l name (string replace -r '=@.*$' '' -- $value)
                for file in (__fish_complete_path (string replace -r '^[^=]*=@' '' -- $value))
                    printf '%s=@%s\n' $name $file
                end
            else
                string replace -r '\t' =\t -- (__phonecom_pairs $given[1])
            end
    end
end

function __phonecom_complete
    set -l words (commandline -opc)
    set -l token (commandline -ct)
    set -l path phonecom
    set -l given
    set -l kind none
    set -l wanted
    set -l only
    for word in $words[2..]
        if set -q wanted[1]
            set -e wanted
        else if set -q only[1]
            set -a given $word
        else if test "$word" = --
            set only yes
        else if string match -q -- '--*=*' $word
            continue
        else if string match -q -- '--*' $word
            __phonecom_kind $path $word; and set wanted $word
        else if string match -q -- '-?*' $word
            # -qo json: the last of several letters may take the next word as its value.
            set -l letters (string split '' -- $word)[2..]
            for place in (seq (count $letters))
                if __phonecom_kind $path -$letters[$place]
                    test $place -eq (count $letters); and set wanted -$letters[$place]
                    break
                end
            end
        else if __phonecom_has $path $word
            set path "$path $word"
        else
            set -a given $word
        end
    end
    set kind none
    if set -q wanted[1]
        __phonecom_kind $path $wanted
        __phonecom_offer $token
    else if not set -q only[1]; and string match -q -- '--*=*' $token
        set -l name (string replace -r '=.*$' '' -- $token)
        if __phonecom_kind $path $name
            set -l found (__phonecom_offer (string replace -r '^[^=]*=' '' -- $token))
            test (count $found) -gt 0; and printf "$name=%s\n" $found
        end
    else if not set -q only[1]; and string match -q -- '-*' $token
        __phonecom_options $path
    else
        set -l commands (__phonecom_commands $path)
        if set -q commands[1]
            string join \n -- $commands
        else
            __phonecom_argument $path (math (count $given) + 1)
            __phonecom_offer $token
        end
    end
end

complete -c phonecom -f -k -a '(__phonecom_complete)'

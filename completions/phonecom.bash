# bash completion for phonecom -*- shell-script -*-
# Made by `python -m phonecom_cli.docgen` from the live command tree; edits here are lost.
# It starts no program: everything it knows is written below or read from the settings file.

_phonecom_states='AL AK AZ AR CA CO CT DE DC FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR PA PR RI SC SD TN TX UT VT VA WA WV WI WY AB BC MB NB NL NS NT NU ON PE QC SK YT'
_phonecom_countries='AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS XK YE YT ZA ZM ZW'
_phonecom_codes='1 7 20 27 30 31 32 33 34 36 39 40 41 43 44 45 46 47 48 49 51 52 53 54 55 56 57 58 60 61 62 63 64 65 66 81 82 84 86 90 91 92 93 94 95 98 211 212 213 216 218 220 221 222 223 224 225 226 227 228 229 230 231 232 233 234 235 236 237 238 239 240 241 242 243 244 245 246 248 249 250 251 252 253 254 255 256 257 258 260 261 262 263 264 265 266 267 268 269 290 291 297 298 299 350 351 352 353 354 355 356 357 358 359 370 371 372 373 374 375 376 377 378 380 381 382 383 385 386 387 389 420 421 423 500 501 502 503 504 505 506 507 508 509 590 591 592 593 594 595 596 597 598 599 670 672 673 674 675 676 677 678 679 680 681 682 683 685 686 687 688 689 690 691 692 850 852 853 855 856 880 886 960 961 962 963 964 965 966 967 968 970 971 972 973 974 975 976 977 992 993 994 995 996 998'

# What the command $1 takes: its commands, its options, the kinds of its arguments in order.
_phonecom_command() {
    subs= args=()
    opts=
    case $1 in
    'phonecom')
        subs='numbers call sms chatcall extension account control sandbox api auth config help'
        opts='--version'
        ;;
    'phonecom numbers')
        subs='list search add reserve unreserve ring-all portable countries prefixes states regions localities'
        ;;
    'phonecom numbers list')
        ;;
    'phonecom numbers search')
        opts='--country --type --state --region --locality --prefix --pattern -n --quantity --page --all'
        ;;
    'phonecom numbers add')
        args=('none...')
        ;;
    'phonecom numbers reserve')
        args=('none...')
        ;;
    'phonecom numbers unreserve')
        args=('none...')
        ;;
    'phonecom numbers ring-all')
        args=('none')
        opts='--to --ring-timeout'
        ;;
    'phonecom numbers portable')
        args=('none...')
        ;;
    'phonecom numbers countries')
        ;;
    'phonecom numbers prefixes')
        opts='--country'
        ;;
    'phonecom numbers states')
        opts='--country'
        ;;
    'phonecom numbers regions')
        opts='--country --prefix --state'
        ;;
    'phonecom numbers localities')
        opts='--country --prefix --state'
        ;;
    'phonecom call')
        subs='list originate'
        ;;
    'phonecom call list')
        opts='--since --until --all'
        ;;
    'phonecom call originate')
        args=('none' 'none')
        opts='--caller-id-a --caller-id-b --ring-timeout'
        ;;
    'phonecom sms')
        subs='send'
        ;;
    'phonecom sms send')
        args=('none')
        opts='--to --from --allow-long'
        ;;
    'phonecom chatcall')
        subs='send status preview voices sounds'
        ;;
    'phonecom chatcall send')
        args=('none')
        opts='--from-name --from-email --to --voice --response-type --at'
        ;;
    'phonecom chatcall status')
        args=('none')
        ;;
    'phonecom chatcall preview')
        args=('none')
        opts='--from-name --to-name --voice --response-type --save'
        ;;
    'phonecom chatcall voices')
        ;;
    'phonecom chatcall sounds')
        ;;
    'phonecom extension')
        subs='notify'
        ;;
    'phonecom extension notify')
        args=('none')
        opts='--enable-email --disable-email --enable-sms --disable-sms --email-address --email-format --sms-number'
        ;;
    'phonecom account')
        subs='create cancel'
        ;;
    'phonecom account create')
        args=('none')
        opts='--name --address --city --country --phone --email --company --address2 --state --zip --fax --email2 --master-id --branding-id --code --phone-number --new-password-stdin'
        ;;
    'phonecom account cancel')
        args=('none')
        ;;
    'phonecom control')
        subs='serve check explain simulate'
        ;;
    'phonecom control serve')
        args=('file')
        opts='--host --port --token-file --log --allow --proxy'
        ;;
    'phonecom control check')
        args=('file')
        ;;
    'phonecom control explain')
        args=('none')
        ;;
    'phonecom control simulate')
        args=('file')
        opts='--dialed --caller --caller-name --digits --forward --duration --at --within'
        ;;
    'phonecom sandbox')
        subs='serve status reset requests messages ring clock faults'
        ;;
    'phonecom sandbox serve')
        opts='--host --port --fault --fault-seed --threads'
        ;;
    'phonecom sandbox status')
        ;;
    'phonecom sandbox reset')
        opts='--seed'
        ;;
    'phonecom sandbox requests')
        opts='-f --follow -n --last'
        ;;
    'phonecom sandbox messages')
        ;;
    'phonecom sandbox ring')
        opts='--to --from --name --digits --forward --duration --control-url'
        ;;
    'phonecom sandbox clock')
        opts='--set --advance --freeze --run --real'
        ;;
    'phonecom sandbox faults')
        args=('words... latency error http reset-before reset-after truncated malformed drip')
        opts='--seed --clear'
        ;;
    'phonecom api')
        args=('words createAccount cancelAccount getPhoneNumberList getPhoneNumberCountryList getPhoneNumberPrefixList getPhoneNumberStateList getPhoneNumberRegionList getPhoneNumberLocalityList getPhoneNumberInventory getPhoneNumberPortingEligibility addPhoneNumber reservePhoneNumber unreservePhoneNumber updateCallHandlingSimpleRingAll getCallList originateCall updateExtensionNotification sendSMS getVoiceList getSoundList previewChatCall sendChatCall getChatCallStatus' 'pairs...')
        ;;
    'phonecom auth')
        subs='login logout status list switch'
        ;;
    'phonecom auth login')
        opts='--username --password-stdin --environment --by-address'
        ;;
    'phonecom auth logout')
        opts='--remove-profile'
        ;;
    'phonecom auth status')
        opts='--check'
        ;;
    'phonecom auth list')
        ;;
    'phonecom auth switch')
        args=('profile')
        ;;
    'phonecom config')
        subs='list get set unset path'
        ;;
    'phonecom config list')
        ;;
    'phonecom config get')
        args=('words environment username country from timezone output ca-bundle password-command authenticated-by-address allowed-countries explicit-profile-for-writes')
        ;;
    'phonecom config set')
        args=('words environment username country from timezone output ca-bundle password-command authenticated-by-address allowed-countries explicit-profile-for-writes' 'none')
        ;;
    'phonecom config unset')
        args=('words environment username country from timezone output ca-bundle password-command authenticated-by-address allowed-countries explicit-profile-for-writes')
        ;;
    'phonecom config path')
        ;;
    'phonecom help')
        args=('help...')
        ;;
    esac
    opts+=' -o --output --fields --no-header --spreadsheet --utc --no-color -q --quiet -v --verbose -p --profile --sandbox --url --dry-run -y --yes --timeout --cltrid -h --help'
}

# What the value of the option $2 of the command $1 may be; fails where it is a switch.
_phonecom_option() {
    words=
    case $2 in
    -o|--output) kind=words words='table json jsonl csv tsv xml'; return 0 ;;
    --fields) kind=fields; return 0 ;;
    -p|--profile) kind=profile; return 0 ;;
    --url) kind=none; return 0 ;;
    --timeout) kind=none; return 0 ;;
    --cltrid) kind=none; return 0 ;;
    esac
    case "$1 $2" in
    'phonecom numbers search --country') kind=code; return 0 ;;
    'phonecom numbers search --type') kind=words words='toll-free local'; return 0 ;;
    'phonecom numbers search --state') kind=state; return 0 ;;
    'phonecom numbers search --region') kind=none; return 0 ;;
    'phonecom numbers search --locality') kind=none; return 0 ;;
    'phonecom numbers search --prefix') kind=none; return 0 ;;
    'phonecom numbers search --pattern') kind=none; return 0 ;;
    'phonecom numbers search -n'|'phonecom numbers search --quantity') kind=none; return 0 ;;
    'phonecom numbers search --page') kind=none; return 0 ;;
    'phonecom numbers ring-all --to') kind=none; return 0 ;;
    'phonecom numbers ring-all --ring-timeout') kind=none; return 0 ;;
    'phonecom numbers prefixes --country') kind=code; return 0 ;;
    'phonecom numbers states --country') kind=code; return 0 ;;
    'phonecom numbers regions --country') kind=code; return 0 ;;
    'phonecom numbers regions --prefix') kind=none; return 0 ;;
    'phonecom numbers regions --state') kind=state; return 0 ;;
    'phonecom numbers localities --country') kind=code; return 0 ;;
    'phonecom numbers localities --prefix') kind=none; return 0 ;;
    'phonecom numbers localities --state') kind=state; return 0 ;;
    'phonecom call list --since') kind=words words='now today yesterday 12h 7d 2w'; return 0 ;;
    'phonecom call list --until') kind=words words='now today yesterday 12h 7d 2w'; return 0 ;;
    'phonecom call originate --caller-id-a') kind=none; return 0 ;;
    'phonecom call originate --caller-id-b') kind=none; return 0 ;;
    'phonecom call originate --ring-timeout') kind=none; return 0 ;;
    'phonecom sms send --to') kind=none; return 0 ;;
    'phonecom sms send --from') kind=none; return 0 ;;
    'phonecom chatcall send --from-name') kind=none; return 0 ;;
    'phonecom chatcall send --from-email') kind=none; return 0 ;;
    'phonecom chatcall send --to') kind=none; return 0 ;;
    'phonecom chatcall send --voice') kind=none; return 0 ;;
    'phonecom chatcall send --response-type') kind=words words='none yes-no yes-no-maybe'; return 0 ;;
    'phonecom chatcall send --at') kind=words words='+30m +2h +1d'; return 0 ;;
    'phonecom chatcall preview --from-name') kind=none; return 0 ;;
    'phonecom chatcall preview --to-name') kind=none; return 0 ;;
    'phonecom chatcall preview --voice') kind=none; return 0 ;;
    'phonecom chatcall preview --response-type') kind=words words='none yes-no yes-no-maybe'; return 0 ;;
    'phonecom chatcall preview --save') kind=file; return 0 ;;
    'phonecom extension notify --email-address') kind=none; return 0 ;;
    'phonecom extension notify --email-format') kind=words words='wav mp3'; return 0 ;;
    'phonecom extension notify --sms-number') kind=none; return 0 ;;
    'phonecom account create --name') kind=none; return 0 ;;
    'phonecom account create --address') kind=none; return 0 ;;
    'phonecom account create --city') kind=none; return 0 ;;
    'phonecom account create --country') kind=country; return 0 ;;
    'phonecom account create --phone') kind=none; return 0 ;;
    'phonecom account create --email') kind=none; return 0 ;;
    'phonecom account create --company') kind=none; return 0 ;;
    'phonecom account create --address2') kind=none; return 0 ;;
    'phonecom account create --state') kind=state; return 0 ;;
    'phonecom account create --zip') kind=none; return 0 ;;
    'phonecom account create --fax') kind=none; return 0 ;;
    'phonecom account create --email2') kind=none; return 0 ;;
    'phonecom account create --master-id') kind=none; return 0 ;;
    'phonecom account create --branding-id') kind=none; return 0 ;;
    'phonecom account create --code') kind=none; return 0 ;;
    'phonecom account create --phone-number') kind=none; return 0 ;;
    'phonecom control serve --host') kind=none; return 0 ;;
    'phonecom control serve --port') kind=none; return 0 ;;
    'phonecom control serve --token-file') kind=file; return 0 ;;
    'phonecom control serve --log') kind=file; return 0 ;;
    'phonecom control serve --allow') kind=none; return 0 ;;
    'phonecom control serve --proxy') kind=none; return 0 ;;
    'phonecom control simulate --dialed') kind=none; return 0 ;;
    'phonecom control simulate --caller') kind=none; return 0 ;;
    'phonecom control simulate --caller-name') kind=none; return 0 ;;
    'phonecom control simulate --digits') kind=none; return 0 ;;
    'phonecom control simulate --forward') kind=words words='answered unanswered hangup error'; return 0 ;;
    'phonecom control simulate --duration') kind=none; return 0 ;;
    'phonecom control simulate --at') kind=words words='now today yesterday 12h 7d 2w'; return 0 ;;
    'phonecom control simulate --within') kind=none; return 0 ;;
    'phonecom sandbox serve --host') kind=none; return 0 ;;
    'phonecom sandbox serve --port') kind=none; return 0 ;;
    'phonecom sandbox serve --fault') kind=words words='latency error http reset-before reset-after truncated malformed drip'; return 0 ;;
    'phonecom sandbox serve --fault-seed') kind=none; return 0 ;;
    'phonecom sandbox serve --threads') kind=none; return 0 ;;
    'phonecom sandbox reset --seed') kind=none; return 0 ;;
    'phonecom sandbox requests -n'|'phonecom sandbox requests --last') kind=none; return 0 ;;
    'phonecom sandbox ring --to') kind=none; return 0 ;;
    'phonecom sandbox ring --from') kind=none; return 0 ;;
    'phonecom sandbox ring --name') kind=none; return 0 ;;
    'phonecom sandbox ring --digits') kind=none; return 0 ;;
    'phonecom sandbox ring --forward') kind=words words='answered unanswered hangup error'; return 0 ;;
    'phonecom sandbox ring --duration') kind=none; return 0 ;;
    'phonecom sandbox ring --control-url') kind=none; return 0 ;;
    'phonecom sandbox clock --set') kind=words words='now today yesterday 12h 7d 2w'; return 0 ;;
    'phonecom sandbox clock --advance') kind=none; return 0 ;;
    'phonecom sandbox faults --seed') kind=none; return 0 ;;
    'phonecom auth login --username') kind=none; return 0 ;;
    'phonecom auth login --environment') kind=words words='production development sandbox'; return 0 ;;
    esac
    return 1
}

# The columns of the command $1, for --fields.
_phonecom_fields() {
    words=
    case $1 in
    'phonecom numbers list') words='id phoneNumber nickName rateCenter' ;;
    'phonecom numbers search') words='phoneNumber humanReadable cost setupFee' ;;
    'phonecom numbers add') words='phoneNumber status msg resultDate clTRID svTRID' ;;
    'phonecom numbers reserve') words='phoneNumber status msg resultDate clTRID svTRID' ;;
    'phonecom numbers unreserve') words='phoneNumber status msg resultDate clTRID svTRID' ;;
    'phonecom numbers ring-all') words='status msg resultDate clTRID svTRID' ;;
    'phonecom numbers portable') words='phoneNumber portingEligibility status msg resultDate clTRID svTRID' ;;
    'phonecom numbers countries') words='countryCode name' ;;
    'phonecom numbers prefixes') words='prefix quantity' ;;
    'phonecom numbers states') words='state quantity' ;;
    'phonecom numbers regions') words='region state quantity' ;;
    'phonecom numbers localities') words='locality state quantity' ;;
    'phonecom call list') words='id startTime startTimeGmt callerId calledNumber duration finalAction finalActionDuration url transcription' ;;
    'phonecom call originate') words='status msg resultDate clTRID svTRID' ;;
    'phonecom sms send') words='toNumber status msg resultDate clTRID svTRID' ;;
    'phonecom chatcall send') words='ChatCallID status msg resultDate clTRID svTRID' ;;
    'phonecom chatcall status') words='status msg resultDate clTRID svTRID' ;;
    'phonecom chatcall preview') words='url status msg resultDate clTRID svTRID' ;;
    'phonecom chatcall voices') words='id name language dialect sex' ;;
    'phonecom chatcall sounds') words='id name' ;;
    'phonecom extension notify') words='status msg resultDate clTRID svTRID' ;;
    'phonecom account create') words='status msg resultDate clTRID svTRID' ;;
    'phonecom account cancel') words='status msg resultDate clTRID svTRID' ;;
    esac
}

# The parameters of the action $1, for api.
_phonecom_pairs() {
    words=
    case $1 in
    'createAccount') words='newUsername newPassword name company address address2 city state zip country phone fax email email2 masterid brandingid code phoneNumber' ;;
    'cancelAccount') words='accountUsername' ;;
    'getPhoneNumberPrefixList') words='countryCode' ;;
    'getPhoneNumberStateList') words='countryCode' ;;
    'getPhoneNumberRegionList') words='countryCode prefix state' ;;
    'getPhoneNumberLocalityList') words='countryCode prefix state' ;;
    'getPhoneNumberInventory') words='countryCode type state region locality prefix pattern quantity page' ;;
    'getPhoneNumberPortingEligibility') words='phoneNumber' ;;
    'addPhoneNumber') words='phoneNumber' ;;
    'reservePhoneNumber') words='phoneNumber' ;;
    'unreservePhoneNumber') words='phoneNumber' ;;
    'updateCallHandlingSimpleRingAll') words='phoneNumber timeout destination1 destination1VoiceTag destination1Screening destination1CallerId' ;;
    'getCallList') words='startTime endTime' ;;
    'originateCall') words='legAPhoneNumber legACallerId legATimeout legBPhoneNumber legBCallerId' ;;
    'updateExtensionNotification') words='extension enableEmail enableSms emailAddress emailFormat smsNumber' ;;
    'sendSMS') words='fromNumber toNumber message' ;;
    'previewChatCall') words='fromName message toName voice responseType' ;;
    'sendChatCall') words='fromName fromEmail message toName toNumber voice responseType sendDate' ;;
    'getChatCallStatus') words='ChatCallID' ;;
    esac
}

# What may follow the words $1 after help.
_phonecom_help() {
    words=
    case $1 in
    '') words='environment exit-codes formatting credentials control-routes sandbox numbers call sms chatcall extension account control sandbox api auth config help' ;;
    'numbers') words='list search add reserve unreserve ring-all portable countries prefixes states regions localities' ;;
    'call') words='list originate' ;;
    'sms') words='send' ;;
    'chatcall') words='send status preview voices sounds' ;;
    'extension') words='notify' ;;
    'account') words='create cancel' ;;
    'control') words='serve check explain simulate' ;;
    'sandbox') words='serve status reset requests messages ring clock faults' ;;
    'auth') words='login logout status list switch' ;;
    'config') words='list get set unset path' ;;
    esac
}
# Where settings and journals are, as the tool itself finds them.
_phonecom_home() {
    if [[ -n ${PHONECOM_HOME-} ]]; then
        settings=$PHONECOM_HOME/settings.toml batches=$PHONECOM_HOME/batches
    elif [[ $OSTYPE == darwin* ]]; then
        settings="$HOME/Library/Application Support/phonecom/settings.toml"
        batches="$HOME/Library/Application Support/phonecom/batches"
    else
        settings=${XDG_CONFIG_HOME:-$HOME/.config}/phonecom/settings.toml
        batches=${XDG_STATE_HOME:-$HOME/.local/state}/phonecom/batches
    fi
}

_phonecom_profiles() {
    local settings batches line
    local table="^[[:space:]]*\[[[:space:]]*profiles[[:space:]]*\.[[:space:]]*[\"']?([A-Za-z0-9._-]+)[\"']?[[:space:]]*\]"
    words='default sandbox'
    _phonecom_home
    [[ -r $settings ]] || return
    while read -r line || [[ -n $line ]]; do
        [[ $line =~ $table && " $words " != *" ${BASH_REMATCH[1]} "* ]] && words+=" ${BASH_REMATCH[1]}"
    done < "$settings"
}

_phonecom_batches() {
    local settings batches file
    words=
    _phonecom_home
    for file in "$batches"/*.db; do
        [[ -e $file ]] || continue
        file=${file##*/}
        words+=" ${file%.db}"
    done
}

# Fills COMPREPLY with the words of a kind that $cur begins, after $lead (--option=) if that is part of it.
# $head is what bash keeps of $cur and does not want repeated.
_phonecom_offer() {
    local word prefix=
    case $kind in
    none) return ;;
    file) compopt -o default 2> /dev/null; return ;;
    state) words=$_phonecom_states ;;
    country) words=$_phonecom_countries ;;
    code) if [[ ${cur#"$lead"} == [0-9]* ]]; then words=$_phonecom_codes; else words=$_phonecom_countries; fi ;;
    profile) _phonecom_profiles ;;
    batch) _phonecom_batches ;;
    fields)
        _phonecom_fields "$path"
        [[ $cur == *,* ]] && prefix=${cur#"$lead"} && prefix=${prefix%,*},
        ;;
    list) [[ $cur == *,* ]] && prefix=${cur#"$lead"} && prefix=${prefix%,*}, ;;
    help) _phonecom_help "${given[*]}" ;;
    pairs)
        if [[ $cur == *=@* ]]; then
            # By hand: with `-o filenames`, bash would put a backslash before the @.
            for word in "${cur#*=@}"*; do
                [[ -e $word ]] || continue
                [[ -d $word ]] && word+=/ && compopt -o nospace 2> /dev/null
                printf -v word '%s=@%q' "${cur%%=@*}" "$word"
                COMPREPLY+=("${word#"$head"}")
            done
            return
        fi
        _phonecom_pairs "${given[0]}"
        words=${words// /= }${words:+=}
        compopt -o nospace 2> /dev/null
        ;;
    esac
    for word in $words; do
        word=$lead$prefix$word
        [[ $word == "$cur"* ]] && COMPREPLY+=("${word#"$head"}")
    done
}

_phonecom() {
    local IFS=$' \t\n' line=${COMP_LINE:0:COMP_POINT} part i
    local -a whole=()
    # bash splits at = and : too; put the words together again, up to the cursor.
    for ((i = 0; i <= COMP_CWORD; i++)); do
        part=${COMP_WORDS[i]}
        if [[ $i -eq 0 || $line == [[:space:]]* ]]; then
            line=${line#"${line%%[![:space:]]*}"}
            whole+=('')
        fi
        [[ $i -eq $COMP_CWORD ]] && part=$line
        whole[${#whole[@]}-1]+=$part
        line=${line#"$part"}
    done

    local cur=${whole[${#whole[@]}-1]} path=phonecom word lead= kind= words= wanted= only= subs opts letter
    local -a args given=()
    local head=${cur%"$2"}
    COMPREPLY=()
    _phonecom_command "$path"
    for ((i = 1; i < ${#whole[@]} - 1; i++)); do
        word=${whole[i]}
        if [[ -n $wanted ]]; then
            wanted=
        elif [[ -z $only && $word == -- ]]; then
            only=1
        elif [[ -z $only && $word == --* ]]; then
            [[ $word != *=* ]] && _phonecom_option "$path" "$word" && wanted=$word
        elif [[ -z $only && $word == -?* ]]; then
            # -qo json: the last of several letters may take the next word as its value.
            for ((letter = 1; letter < ${#word}; letter++)); do
                if _phonecom_option "$path" "-${word:letter:1}"; then
                    ((letter == ${#word} - 1)) && wanted=-${word:letter:1}
                    break
                fi
            done
        elif [[ " $subs " == *" $word "* ]]; then
            path+=" $word"
            _phonecom_command "$path"
        else
            given+=("$word")
        fi
    done

    if [[ -n $wanted ]]; then
        _phonecom_option "$path" "$wanted"
        _phonecom_offer
    elif [[ -z $only && $cur == --*=* ]]; then
        _phonecom_option "$path" "${cur%%=*}" || return
        lead=${cur%%=*}=
        _phonecom_offer
    elif [[ -z $only && $cur == -* ]]; then
        kind=words words=$opts
        _phonecom_offer
    elif [[ -n $subs ]]; then
        kind=words words=$subs
        _phonecom_offer
    elif ((${#args[@]})); then
        i=${#given[@]}
        ((i >= ${#args[@]})) && i=$((${#args[@]} - 1)) && [[ ${args[i]%% *} != *... ]] && return
        kind=${args[i]%% *} words=${args[i]#* }
        kind=${kind%...}
        _phonecom_offer
    fi
}

complete -F _phonecom phonecom

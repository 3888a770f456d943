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

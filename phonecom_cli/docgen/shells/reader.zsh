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
    local settings batches text
    local -aU found=(default sandbox)
    local -a match mbegin mend
    _phonecom_home
    if [[ -r $settings ]]; then
        for text in "${(@f)$(<$settings)}"; do
            [[ $text =~ '^[[:space:]]*\[[[:space:]]*profiles[[:space:]]*\.[[:space:]]*["'\'']?([A-Za-z0-9._-]+)["'\'']?[[:space:]]*\]' ]] &&
                found+=($match[1])
        done
    fi
    _describe -t profiles profile found
}

_phonecom_batches() {
    local settings batches
    _phonecom_home
    local -a found=($batches/*.db(N:t:r))
    _describe -t batches batch found
}

_phonecom_places() {
    if [[ $PREFIX == [0-9]* ]]; then _phonecom_codes; else _phonecom_countries; fi
}

# The columns of the command, set by its function; none are known before the command is.
_phonecom_fields() {
    (( ${#fields} )) && _values -s , column $fields
}

_phonecom() {
    _phonecom_root "$@"
}

_phonecom "$@"

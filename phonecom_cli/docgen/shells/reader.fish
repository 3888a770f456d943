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

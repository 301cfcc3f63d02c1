# shellcheck shell=sh
# For the completions of bash and zsh: what may stand behind words of
# smtpd-litectl, from the commands that its --help lists.

# smtpd_litectl_next PROGRAM [WORD]...
smtpd_litectl_next() {
	smtpd_litectl=$1
	shift
	"$smtpd_litectl" --help 2>/dev/null | awk -v typed="$*" '
		function follow(line,    n, k, i, token, word, said, other) {
			gsub(/[][]/, " ", line)
			n = split(line, token, " ")
			for (k = 0; k < n && token[k + 1] !~ /^--/; k++)
				;
			said = split(typed, word, " ")
			for (i = 1; i <= said && i <= k; i++)
				if (token[i] ~ /^[a-z]/ && token[i] != word[i])
					return
			n = said < k ? split(token[i], other, "|") : n
			for (i = 1; said < k && i <= n; i++)
				print other[i]
			for (i = k + 1; said >= k && i <= n; i++)
				if (token[i] ~ /^--/)
					print token[i]
		}
		/^  [a-z]/ { follow(line); line = $0 }
		/^       \[/ { line = line $0 }
		END { follow(line) }' | sort -u
}

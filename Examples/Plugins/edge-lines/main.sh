# Two ids of letters, digits, . _ and - on each line; the same id is the same node.
read -r hello && echo '{"type":"hello","protocol":1}'
declare -A seen && n=0 r=0 line=0
node() { [ "${seen[$1]:-}" ] || { seen[$1]=1 n=$((n + 1)); echo "{\"type\":\"node\",\"id\":\"$1\",\"labels\":[\"Thing\"],\"properties\":{\"id\":\"$1\"},\"key\":\"id\",\"line\":$line}"; }; }
while IFS=$' \t\r' read -r a b || [ "$a" ]; do
  line=$((line + 1)) && [ -z "$a$b" ] && continue
  [[ $a$b =~ ^[A-Za-z0-9._-]+$ && $b ]] || { echo "{\"type\":\"error\",\"message\":\"The line does not have two plain ids\",\"line\":$line}"; exit; }
  node "$a"; node "$b"; r=$((r + 1)) && echo "{\"type\":\"relationship\",\"label\":\"LINKS_TO\",\"start\":\"$a\",\"end\":\"$b\",\"line\":$line}"
done
echo "{\"type\":\"done\",\"nodes\":$n,\"relationships\":$r}"

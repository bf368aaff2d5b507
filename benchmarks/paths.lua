-- Has wrk ask for the paths of a file, one after the other, and print what it measured as JSON on its last line.
local paths, number = {}, 0
for line in io.lines(os.getenv("PATHS")) do
  paths[#paths + 1] = line
end

function request()
  number = number % #paths + 1
  return wrk.format("GET", paths[number])
end

function done(summary, latency, _)
  local wrong = summary.errors.connect + summary.errors.read + summary.errors.write
    + summary.errors.status + summary.errors.timeout
  print(string.format(
    '{"requests": %d, "seconds": %.3f, "median": %.2f, "p99": %.2f, "longest": %.2f, "wrong": %d}',
    summary.requests, summary.duration / 1e6, latency:percentile(50) / 1e3, latency:percentile(99) / 1e3,
    latency.max / 1e3, wrong
  ))
end

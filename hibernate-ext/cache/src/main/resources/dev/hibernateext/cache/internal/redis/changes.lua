-- The changes of one space, which each script begins with. No clock of a node takes part; that of Redis ends entries that are too old, and
-- locks of nodes that died.
--
-- state    hash   server, incarnation, sequence, unused_until (ms): of all regions of the prefix
-- values   hash   key -> end in ms (0: none) ':' entry
-- changes  hash   key -> the sequence of its last change, maybe with more behind it; #floor: of the last that is kept no longer, or of all;
--                 #incarnation
-- locks    hash   key, or * for all -> 'id end;' of each writer
-- uses     zset   key -> when it was last used
local state, values, changes, locks, uses = unpack(KEYS, 1, 5)
local operation, fresh, quiet, reader, read, limit = ARGV[1], ARGV[2], tonumber(ARGV[3]), ARGV[4], tonumber(ARGV[5]), tonumber(ARGV[6])
local outgrown, expired = 0, 0

local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)

-- A server that was started anew may come with a copy of its data that lacks the last changes, so nothing from before counts. For a
-- while no entry is used: until all nodes have noticed, what they change is told by none of them.
local about = redis.call('INFO', 'server')
local server = string.match(about, 'run_id:(%w+)')
local known = redis.call('HGET', state, 'server')
if operation == 'reset' or known ~= server then
  local settled = not known and tonumber(string.match(about, 'uptime_in_seconds:(%d+)')) * 1000 > quiet
  redis.call('HSET', state, 'server', server, 'incarnation', fresh,
    'unused_until', string.format('%.0f', settled and 0 or now + quiet))
end
local incarnation = redis.call('HGET', state, 'incarnation')

local function sequence()
  return tonumber(redis.call('HGET', state, 'sequence') or 0)
end

local function advance()
  return redis.call('HINCRBY', state, 'sequence', 1)
end

local function clear(floor)
  redis.call('UNLINK', values, changes, uses)
  redis.call('HSET', changes, '#incarnation', incarnation, '#floor', floor)
end

if redis.call('HGET', changes, '#incarnation') ~= incarnation then
  clear(sequence())
end

local function changed_at(name)
  local last = name ~= '*' and redis.call('HGET', changes, name)
  return tonumber(string.match(last or redis.call('HGET', changes, '#floor'), '^%d+'))
end

-- What makes room leaves its last change to the floor: whoever read before that may have read what was before it.
local function make_room()
  while redis.call('ZCARD', uses) > limit do
    local oldest = redis.call('ZPOPMIN', uses)[1]
    redis.call('HSET', changes, '#floor', math.max(changed_at('*'), changed_at(oldest)))
    outgrown = outgrown + redis.call('HDEL', values, oldest)
    redis.call('HDEL', changes, oldest)
  end
end

local function used(name)
  redis.call('ZADD', uses, time[1] * 1000000 + time[2], name)
  make_room()
end

local function change(name)
  if name == '*' then
    clear(advance())
  else
    redis.call('HSET', changes, name, advance())
    redis.call('HDEL', values, name)
    used(name)
  end
end

local function writers(name)
  local living, lost = {}, false
  for id, over in string.gmatch(redis.call('HGET', locks, name) or '', '([^ ]+) (%d+);') do
    if tonumber(over) > now then living[id] = over else lost = true end
  end
  return living, lost
end

local function keep(name, living)
  local text = ''
  for id, over in pairs(living) do
    text = text .. id .. ' ' .. over .. ';'
  end
  if text == '' then redis.call('HDEL', locks, name) else redis.call('HSET', locks, name, text) end
end

-- Those who write it. One that is over time may have committed just now.
local function living_writers(name)
  local living, lost = writers(name)
  if lost then
    keep(name, living)
    change(name)
  end
  return living
end

local function is_locked(name)
  return next(living_writers(name)) ~= nil
end

-- Whether the reader's node has heard of this run of Redis, and all others have had the time to.
local function is_known()
  return now >= tonumber(redis.call('HGET', state, 'unused_until')) and reader == incarnation
end

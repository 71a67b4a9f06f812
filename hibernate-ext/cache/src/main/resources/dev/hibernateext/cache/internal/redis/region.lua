-- One step on a region. No clock of a node takes part; that of Redis ends entries that are too old, and locks of nodes that died.
--
-- state    hash   server, incarnation, sequence, unused_until (ms): of all regions of the prefix
-- values   hash   key -> end in ms (0: none) ':' entry
-- changes  hash   key -> the sequence of its last change; #floor: of the last that is kept no longer, or of all; #incarnation
-- locks    hash   key, or * for all -> 'id end;' of each writer
-- uses     zset   key -> when it was last used
local state, values, changes, locks, uses = unpack(KEYS)
local operation, fresh, reader, read = ARGV[1], ARGV[2], ARGV[3], tonumber(ARGV[4])
local limit, ttl, key, lock, span, value = tonumber(ARGV[5]), tonumber(ARGV[6]), ARGV[7], ARGV[8], tonumber(ARGV[9]), ARGV[10]
local quiet = tonumber(ARGV[11])
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
  return tonumber(last or redis.call('HGET', changes, '#floor'))
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

-- Whether somebody writes it. A writer that is over time may have committed just now.
local function is_locked(name)
  local living, lost = writers(name)
  if lost then
    keep(name, living)
    change(name)
  end
  return next(living) ~= nil
end

-- Whether what the reader saw is what is there now.
local function is_current()
  return now >= tonumber(redis.call('HGET', state, 'unused_until')) and not is_locked('*') and not is_locked(key) and reader == incarnation and changed_at(key) <= read
end

local function store()
  local over = ttl > 0 and now + ttl or 0
  redis.call('HSET', values, key, string.format('%.0f', over) .. ':' .. value)
  used(key)
end

local function stored()
  local found = redis.call('HGET', values, key)
  if not found then return false end
  local colon = string.find(found, ':', 1, true)
  local over = tonumber(string.sub(found, 1, colon - 1))
  if over == 0 or over > now then return string.sub(found, colon + 1) end
  expired = redis.call('HDEL', values, key)
  return false
end

local operations = {
  get = function()
    local found = is_current() and stored()
    if found then used(key) end
    return found and 1 or 0, found
  end,

  put = function()
    if not is_current() then return 0 end
    redis.call('HSET', changes, key, changed_at(key))
    store()
    return 1
  end,

  -- The row is in the database and was not there before, so whoever read earlier must not find it.
  insert = function()
    if not is_current() then return 0 end
    redis.call('HSET', changes, key, advance())
    store()
    return 1
  end,

  lock = function()
    change(key)
    local living = writers(key)
    living[lock] = string.format('%.0f', now + span)
    keep(key, living)
    return 1
  end,

  unlock = function()
    local living = writers(key)
    local held = living[lock]
    living[lock] = nil
    keep(key, living)
    local alone = held and is_current() and changed_at(key) == read
    change(key)
    if alone and value ~= '' then
      store()
      return 1
    end
    return 0
  end,

  evict = function()
    change(key)
    return 1
  end,

  contains = function()
    return redis.call('HEXISTS', values, key)
  end,

  count = function()
    return redis.call('HLEN', values)
  end,

  reset = function()
    return 1
  end,
}

local outcome, found = operations[operation]()
return {incarnation, sequence(), outcome, outgrown, expired, found}

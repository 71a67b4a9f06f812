-- One step on results of queries. The changes are those of what ends results: writes of tables, evictions, invalidations.
--
-- heads    hash   key -> 'id incarnation position born over': of the transaction that read it, and times in ms (over 0: none)
-- bodies   hash   key -> result
-- recency  zset   key -> when it was last used
local heads, bodies, recency = KEYS[6], KEYS[7], KEYS[8]
local count = tonumber(ARGV[7])
local names = {unpack(ARGV, 8 + count)}

local function parameter(index)
  return ARGV[7 + index]
end

-- The latest change of the names, which of them it is, and whether somebody writes one.
local function last_change()
  local last, latest, locked = tonumber(redis.call('HGET', changes, '#floor')), 0, false
  local held = redis.call('HMGET', locks, unpack(names))
  for index, name in ipairs(names) do
    locked = (held[index] and is_locked(name)) or locked
  end
  local known = redis.call('HMGET', changes, unpack(names))
  for index = 1, #names do
    local at = tonumber(known[index] or 0)
    if at > last then last, latest = at, index end
  end
  return last, latest, locked
end

local function forget(key)
  redis.call('HDEL', heads, key)
  redis.call('HDEL', bodies, key)
  redis.call('ZREM', recency, key)
end

local function seen(key)
  redis.call('ZADD', recency, time[1] * 1000000 + time[2], key)
end

local function keep_room(most)
  while redis.call('ZCARD', recency) > most do
    local oldest = redis.call('ZPOPMIN', recency)[1]
    redis.call('HDEL', heads, oldest)
    outgrown = outgrown + redis.call('HDEL', bodies, oldest)
  end
end

-- The head of a result that has not ended; else the index of the name that ended it, or 0.
local function living(key, last, latest)
  local head = redis.call('HGET', heads, key)
  if not head then return nil, 0 end
  local id, of, position, born, over = string.match(head, '(%S+) (%S+) (%d+) (%d+) (%d+)')
  if of == incarnation and tonumber(position) >= last and (over == '0' or tonumber(over) > now) then
    return {id = id, born = tonumber(born)}, 0
  end
  forget(key)
  if of == incarnation and tonumber(position) < last then return nil, latest end
  expired = 1
  return nil, 0
end

local APART, MISSING, FOUND = 0, 1, 2

local operations = {
  -- A result is for who began after the last change of what it is read from.
  find = function()
    local key = parameter(1)
    local last, latest, locked = last_change()
    local head, ended = living(key, last, latest)
    if locked or not is_known() or last > read then return APART, ended end
    if not head then return MISSING, ended end
    seen(key)
    return FOUND, ended, redis.call('HGET', bodies, key)
  end,

  put = function()
    local key, most, ttl, body = parameter(1), tonumber(parameter(2)), tonumber(parameter(3)), parameter(4)
    local last, _, locked = last_change()
    if locked or not is_known() or last > read then return APART, 0 end
    local over = ttl > 0 and now + ttl or 0
    redis.call('HSET', heads, key, string.format('%s %s %.0f %.0f %.0f', fresh, incarnation, read, now, over))
    redis.call('HSET', bodies, key, body)
    seen(key)
    keep_room(most)
    return FOUND, 0
  end,

  lock = function()
    local id, over = parameter(1), string.format('%.0f', now + parameter(2))
    for _, name in ipairs(names) do
      change(name)
      local living = writers(name)
      living[id] = over
      keep(name, living)
    end
    return MISSING, 0
  end,

  unlock = function()
    local id = parameter(1)
    for _, name in ipairs(names) do
      local living = writers(name)
      living[id] = nil
      keep(name, living)
      change(name)
    end
    return MISSING, 0
  end,

  change = function()
    for _, name in ipairs(names) do change(name) end
    return MISSING, 0
  end,

  -- What is on its way comes from before the change of the region's name.
  empty = function()
    for _, name in ipairs(names) do change(name) end
    redis.call('UNLINK', heads, bodies, recency)
    return MISSING, 0
  end,

  count = function()
    return redis.call('HLEN', heads), 0
  end,
}

local outcome, ended, found = operations[operation]()
return {incarnation, sequence(), outcome, outgrown, expired, found or false, ended}

-- One step on results of queries. The changes are those of what ends results: writes of tables, evictions, invalidations.
--
-- changes  behind the last of a table's write: ' sequence' of the last that wrote all columns, and ' column sequence' of the last that wrote
--          this one, for those that were written without the others
-- heads    hash   key -> 'id incarnation position born over': of the transaction that read it, and times in ms (over 0: none)
-- bodies   hash   key -> result
-- recency  zset   key -> when it was last used
-- patterns zset   'sequence realm pattern' -> sequence: which keys were invalidated; those that are dropped leave their sequence to the
--                 change 'patterns'
-- lease    text   the token of who loads the key
local heads, bodies, recency, patterns, lease = KEYS[6], KEYS[7], KEYS[8], KEYS[9], KEYS[10]
local count = tonumber(ARGV[7])
local ALL_COLUMNS, MOST_COLUMNS = '*', 500
local names = {unpack(ARGV, 8 + count)}

local function parameter(index)
  return ARGV[7 + index]
end

-- The last that wrote one of these columns, with a space before and behind each.
local function last_of(change, columns)
  local whole, each = string.match(change, '^%d+ (%d+)(.*)$')
  if not whole or columns == ALL_COLUMNS then return tonumber(string.match(change, '^%d+')) end
  local last = tonumber(whole)
  for column, at in string.gmatch(each, ' (%S+) (%d+)') do
    if tonumber(at) > last and string.find(columns, ' ' .. column .. ' ', 1, true) then last = tonumber(at) end
  end
  return last
end

-- Some columns were written, and no others.
local function change_columns(name, columns)
  local before = redis.call('HGET', changes, name) or redis.call('HGET', changes, '#floor')
  local whole, each = string.match(before, '^%d+ (%d+)(.*)$')
  local at, written, parts = string.format('%.0f', advance()), {}, {}
  for column in string.gmatch(columns, '%S+') do
    written[column] = true
    parts[#parts + 1] = column .. ' ' .. at
  end
  for column, last in string.gmatch(each or '', ' (%S+) (%d+)') do
    if not written[column] then parts[#parts + 1] = column .. ' ' .. last end
  end
  if #parts > MOST_COLUMNS then return change(name) end
  redis.call('HSET', changes, name, at .. ' ' .. (whole or before) .. ' ' .. table.concat(parts, ' '))
  used(name)
end

-- Whether no statement passed the versions of a table since the session was opened.
local function are_versions_kept(passes)
  return reader == incarnation and not is_locked(passes) and changed_at(passes) <= read
end

-- The latest change of the names, as far as it concerns these columns, which of them it is, and whether somebody writes one.
local function last_change(columns)
  local last, latest, locked = tonumber(redis.call('HGET', changes, '#floor')), 0, false
  local held = redis.call('HMGET', locks, unpack(names))
  for index, name in ipairs(names) do
    locked = (held[index] and is_locked(name)) or locked
  end
  local known = redis.call('HMGET', changes, unpack(names))
  for index = 1, #names do
    local at = known[index] and last_of(known[index], columns) or 0
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
    return {id = id, position = position, born = tonumber(born)}, 0
  end
  forget(key)
  if of == incarnation and tonumber(position) < last then return nil, latest end
  expired = 1
  return nil, 0
end

-- The patterns since, which only nodes can read.
local function patterns_since(position)
  return redis.call('ZRANGEBYSCORE', patterns, '(' .. position, '+inf')
end

local function leads(token, span)
  local holder = redis.call('GET', lease)
  if holder and holder ~= token then return false end
  redis.call('SET', lease, token, 'PX', span)
  return true
end

local function release(token)
  if token ~= '' and redis.call('GET', lease) == token then redis.call('DEL', lease) end
end

local APART, MISSING, FOUND, SAME, BUSY = 0, 1, 2, 3, 4
local EXPIRED = -1

local operations = {
  -- A result is for who began after the last change of what it is read from.
  find = function()
    local key, columns, near, checked = parameter(1), parameter(2), parameter(3), parameter(4)
    local age, token, span, refused = tonumber(parameter(5)), parameter(6), parameter(7), parameter(8)
    local last, latest, locked = last_change(columns)
    local head, ended = living(key, last, latest)
    if locked or not is_known() or last > read then return APART, ended end
    if head and age > 0 and now - head.born >= age then head, ended = nil, EXPIRED end
    if head and head.id == refused then
      forget(key)
      head = nil
    end
    if not head then
      return (token == '' or leads(token, span)) and MISSING or BUSY, ended
    end
    seen(key)
    if head.id == near then
      return SAME, ended, false, head.id, patterns_since(checked)
    end
    return FOUND, ended, redis.call('HGET', bodies, key), head.id, patterns_since(head.position)
  end,

  put = function()
    local key, columns, most, ttl, body = parameter(1), parameter(2), tonumber(parameter(3)), tonumber(parameter(4)), parameter(5)
    release(parameter(6))
    local last, _, locked = last_change(columns)
    if locked or not is_known() or last > read then return APART, 0 end
    local over = ttl > 0 and now + ttl or 0
    redis.call('HSET', heads, key, string.format('%s %s %.0f %.0f %.0f', fresh, incarnation, read, now, over))
    redis.call('HSET', bodies, key, body)
    seen(key)
    keep_room(most)
    return FOUND, 0
  end,

  -- Nothing is changed before the commit, and what is read until the lock is given back is read before its change.
  lock = function()
    local id, over = parameter(1), string.format('%.0f', now + parameter(2))
    for _, name in ipairs(names) do
      local living = living_writers(name)
      living[id] = over
      keep(name, living)
    end
    return MISSING, 0
  end,

  -- Of each name, which columns were written, and whose versions say so, if any do. Who has lost the lock may have written anything.
  unlock = function()
    local id = parameter(1)
    for index, name in ipairs(names) do
      local columns, passes = parameter(2 * index), parameter(2 * index + 1)
      local living = living_writers(name)
      local held = living[id]
      living[id] = nil
      keep(name, living)
      if held and columns ~= ALL_COLUMNS and (passes == '' or are_versions_kept(passes)) then
        change_columns(name, columns)
      else
        change(name)
      end
    end
    return MISSING, 0
  end,

  change = function()
    for _, name in ipairs(names) do change(name) end
    return MISSING, 0
  end,

  release = function()
    release(parameter(1))
    return MISSING, 0
  end,

  pattern = function()
    local at = advance()
    redis.call('ZADD', patterns, at, string.format('%.0f ', at) .. parameter(1))
    while redis.call('ZCARD', patterns) > tonumber(parameter(2)) do
      redis.call('HSET', changes, 'patterns', redis.call('ZPOPMIN', patterns)[2])
    end
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

local outcome, ended, found, id, since = operations[operation]()
return {incarnation, sequence(), outcome, outgrown, expired, found or false, ended, id or false, since or {}}

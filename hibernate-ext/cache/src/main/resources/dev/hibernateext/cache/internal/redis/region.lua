-- One step on a region.
local ttl, key, lock, span, value = tonumber(ARGV[7]), ARGV[8], ARGV[9], tonumber(ARGV[10]), ARGV[11]

-- Whether what the reader saw is what is there now.
local function is_current()
  return is_known() and not is_locked('*') and not is_locked(key) and changed_at(key) <= read
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

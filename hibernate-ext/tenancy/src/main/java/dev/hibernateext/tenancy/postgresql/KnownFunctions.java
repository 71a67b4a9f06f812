/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.postgresql;

import java.util.List;
import java.util.Set;

/** Functions of PostgreSQL that Hibernate renders or queries use, and keywords in front of parentheses. None of them changes a connection. */
final class KnownFunctions {

    private static final Set<String> NAMES = Set.of("""
            abs acos age all and any array array_agg array_append array_cat array_dims array_fill array_length array_lower
            array_ndims array_position array_positions array_prepend array_remove array_replace array_sample array_shuffle
            array_sort array_reverse array_to_string array_trim array_upper as ascii asin atan atan2 avg between bit bit_and
            bit_count bit_length bit_or bool_and bool_or btrim by cardinality case cast cbrt ceil ceiling char char_length
            character character_length chr clock_timestamp coalesce collate collation concat concat_ws conflict corr cos cosh
            cot count covar_pop covar_samp cross cube cume_dist current_date current_timestamp currval date date_bin date_part
            date_trunc dec decimal decode default degrees delete dense_rank distinct div else encode escape every except
            exclude exists exp extract factorial false fetch filter first_value float floor following for format from full
            gcd gen_random_uuid generate_series generate_subscripts get_bit get_byte greatest group grouping groups hashtext
            hashtextextended having ilike in initcap inner interval intersect is isfinite join justify_days justify_hours
            justify_interval key lag last_value lastval lateral lcm lead least left length like limit ln localtime
            localtimestamp log log10 lower lpad ltrim make_date make_interval make_time make_timestamp make_timestamptz
            matched materialized max md5 min mod mode natural nchar nextval normalize not now nth_value ntile nullif num_nonnulls
            num_nulls numeric octet_length of offset on only or order ordinality over overlaps overlay partition
            percent_rank percentile_cont percentile_disc phraseto_tsquery pi plainto_tsquery position power preceding
            quote_ident quote_literal quote_nullable radians random range rank regexp_count regexp_instr regexp_like
            regexp_match regexp_matches regexp_replace regexp_split_to_array regexp_split_to_table regexp_substr regr_avgx
            regr_avgy regr_count regr_intercept regr_r2 regr_slope regr_sxx regr_sxy regr_syy repeat replace returning reverse
            right rollup round row row_number row_to_json rpad rtrim scale select set sets setval sha224 sha256 sha384 sha512
            sign similar sin sinh some split_part sqrt starts_with statement_timestamp stddev stddev_pop stddev_samp
            string_agg string_to_array string_to_table strpos substr substring sum symmetric table tablesample tan tanh then
            ties time timeofday timestamp timestamptz to to_ascii to_char to_date to_hex to_json to_jsonb to_number
            to_timestamp to_tsquery to_tsvector transaction_timestamp translate trim trim_array trim_scale true trunc
            ts_headline ts_rank ts_rank_cd unbounded union unique unnest update upper using uuidv4 uuidv7 values var_pop
            var_samp varbit varchar variance varying websearch_to_tsquery when where width_bucket window with within without
            xmlagg xmlattributes xmlconcat xmlelement xmlexists xmlforest xmlparse xmlpi xmlroot xmlserialize xmltable zone
            pg_advisory_xact_lock pg_advisory_xact_lock_shared pg_backend_pid pg_current_xact_id pg_try_advisory_xact_lock
            pg_try_advisory_xact_lock_shared pg_typeof txid_current current_schema current_setting current_user
            """.strip().split("\\s+"));

    /** Functions and types of JSON. */
    private static final List<String> PREFIXES = List.of("json", "jsonb");

    private KnownFunctions() {}

    /** Whether a name in lower case is one of them. */
    static boolean contains(String name) {
        return NAMES.contains(name) || PREFIXES.stream().anyMatch(name::startsWith);
    }
}

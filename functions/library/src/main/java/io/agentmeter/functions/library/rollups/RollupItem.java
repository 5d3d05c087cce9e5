package io.agentmeter.functions.library.rollups;

import io.agentmeter.event.Attribution;
import io.agentmeter.event.Claim;
import io.agentmeter.rollup.CellKey;
import io.agentmeter.rollup.Counters;
import io.agentmeter.rollup.Dimensions;
import io.agentmeter.rollup.SessionDayKey;
import io.agentmeter.slice.QuarterName;
import io.agentmeter.slice.SessionDay;
import io.agentmeter.slice.SessionRow;
import io.agentmeter.slice.Slice;
import io.agentmeter.slice.SliceCodec;
import io.agentmeter.slice.SliceKey;
import io.agentmeter.slice.SliceWrite;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Function;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Attribute names and mappings of the rows in the Rollups table; see `docs/reference/data-model.md`.
public final class RollupItem {
    public static final String PK = "pk";
    public static final String SK = "sk";
    public static final String SESSION_SORT = "session";
    static final String VERSION = "version";
    static final String MODELS = "models";
    private static final String PACKED = "packed";
    private static final String MOVING = "moving";
    private static final String GENERATION = "generation";
    private static final String SESSION_PREFIX = "S#";
    private static final String DAY_PREFIX = "D#";

    private record Part(
            String name,
            Function<Attribution, Claim> get,
            BiFunction<Attribution, Claim, Attribution> with,
            Function<Dimensions, String> dimension) {}

    private static final List<Part> PARTS = List.of(
            new Part("project", Attribution::project, Attribution::withProject, Dimensions::project),
            new Part("user", Attribution::user, Attribution::withUser, Dimensions::user),
            new Part("team", Attribution::team, Attribution::withTeam, Dimensions::team),
            new Part("agent", Attribution::agent, Attribution::withAgent, Dimensions::agent),
            new Part("task", Attribution::task, Attribution::withTask, Dimensions::task),
            new Part("machine", Attribution::machine, Attribution::withMachine, Dimensions::machine),
            new Part("branch", Attribution::branch, Attribution::withBranch, Dimensions::branch));

    private RollupItem() {}

    static String sessionPk(String session) {
        return SESSION_PREFIX + session;
    }

    static String dayPk(LocalDate day) {
        return DAY_PREFIX + day;
    }

    /// The day of a row under `D#`.
    public static LocalDate dayOf(String pk) {
        return LocalDate.parse(pk.substring(DAY_PREFIX.length()));
    }

    /// An attribute that every such row has.
    static AttributeValue attribute(Map<String, AttributeValue> item, String name) {
        AttributeValue value = item.get(name);
        if (value == null) {
            throw new IllegalStateException("a row of the rollups table has no attribute " + name);
        }
        return value;
    }

    static AttributeValue text(String value) {
        return AttributeValue.fromS(value);
    }

    static AttributeValue number(long value) {
        return AttributeValue.fromN(Long.toString(value));
    }

    static Map<String, AttributeValue> key(String pk, String sk) {
        return Map.of(PK, text(pk), SK, text(sk));
    }

    static Map<String, AttributeValue> session(SessionRow row, long version) {
        Map<String, AttributeValue> item = new TreeMap<>(key(sessionPk(row.session()), SESSION_SORT));
        item.put(VERSION, number(version));
        item.put(MOVING, AttributeValue.fromBool(row.moving()));
        item.put(GENERATION, number(row.generation()));
        for (Part part : PARTS) {
            Claim claim = part.get().apply(row.attribution());
            if (claim.isPresent()) {
                item.put(part.name(), text(claim.weight() + "|" + claim.value()));
            }
        }
        return item;
    }

    static SessionRow toSession(Map<String, AttributeValue> item) {
        Attribution attribution = Attribution.NONE;
        for (Part part : PARTS) {
            if (item.containsKey(part.name())) {
                String[] claim = attribute(item, part.name()).s().split("\\|", 2);
                attribution = part.with().apply(attribution, new Claim(Integer.parseInt(claim[0]), claim[1]));
            }
        }
        return new SessionRow(
                attribute(item, PK).s().substring(SESSION_PREFIX.length()),
                attribution,
                Long.parseLong(attribute(item, VERSION).n()),
                attribute(item, MOVING).bool(),
                item.containsKey(GENERATION)
                        ? Long.parseLong(attribute(item, GENERATION).n())
                        : 0);
    }

    static Map<String, AttributeValue> slice(SliceWrite write) {
        SliceKey key = write.after().key();
        Map<String, AttributeValue> item = new TreeMap<>(key(sessionPk(key.session()), key.text()));
        item.put(VERSION, number(write.before().version() + 1));
        item.put(
                PACKED,
                AttributeValue.fromB(
                        SdkBytes.fromByteArrayUnsafe(SliceCodec.write(write.after(), write.contribution()))));
        return item;
    }

    static Slice toSlice(Map<String, AttributeValue> item) {
        String session = attribute(item, PK).s().substring(SESSION_PREFIX.length());
        return SliceCodec.read(
                SliceKey.parse(session, attribute(item, SK).s()),
                Long.parseLong(attribute(item, VERSION).n()),
                attribute(item, PACKED).b().asByteArrayUnsafe());
    }

    /// Dimensions of a session-day, empty ones left out.
    static Map<String, AttributeValue> dimensions(Dimensions dimensions) {
        Map<String, AttributeValue> attributes = new TreeMap<>();
        for (Part part : PARTS) {
            attributes.put(part.name(), text(part.dimension().apply(dimensions)));
        }
        return attributes;
    }

    static SessionDay toSessionDay(Map<String, AttributeValue> item) {
        LocalDate day = dayOf(attribute(item, PK).s());
        return new SessionDay(
                SessionDayKey.parse(day, attribute(item, SK).s()),
                new Dimensions(
                        string(item, "project"),
                        string(item, "user"),
                        string(item, "team"),
                        string(item, "agent"),
                        string(item, "task"),
                        string(item, "machine"),
                        string(item, "branch")),
                counters(item),
                item.containsKey(MODELS) ? new TreeSet<>(attribute(item, MODELS).ss()) : new TreeSet<>(),
                SessionDay.quarters(quarters(item)));
    }

    /// Quarter-hours of a session-day as stored, by attribute name.
    static SortedMap<String, String> quarters(Map<String, AttributeValue> item) {
        TreeMap<String, String> quarters = new TreeMap<>();
        item.forEach((name, value) -> {
            if (value.s() != null && QuarterName.isOne(name)) {
                quarters.put(name, value.s());
            }
        });
        return quarters;
    }

    private static String string(Map<String, AttributeValue> item, String name) {
        AttributeValue value = item.get(name);
        return value == null || value.s() == null ? "" : value.s();
    }

    /// The key of a cell's row.
    public static CellKey cellKey(String pk, String sk) {
        return CellKey.parse(dayOf(pk), sk);
    }

    /// Every number of the row is a counter.
    static Counters counters(Map<String, AttributeValue> item) {
        Map<String, BigDecimal> counters = new TreeMap<>();
        item.forEach((name, value) -> {
            if (value.n() != null) {
                counters.put(name, new BigDecimal(value.n()));
            }
        });
        return Counters.of(counters);
    }
}

package org.countersign.shared;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The approval cycle that a supplier or a customer carries: who is asked first and second about its documents, and who is
 * told. The policy's table decides when it is used.
 *
 * @param first {@code line-manager} for the manager of whoever raised the document, {@code person:<user>} or {@code
 *     group:<id>}; null where nobody is asked
 * @param second likewise, asked after the first; null where one is enough
 * @param told who is told by mail
 */
public record PartnerCycle(@Nullable String first, @Nullable String second, Told told) {

    /** Nobody is asked and nobody is told. */
    public static final PartnerCycle NONE = new PartnerCycle(null, null, Told.NOBODY);

    /** The manager of whoever raised the document. */
    public static final String LINE_MANAGER = "line-manager";

    private static final String PERSON = "person:";
    private static final String GROUP = "group:";
    private static final int MOST_TOLD = 10;
    private static final int LONGEST = 64;

    /** Blanks at the ends are not kept, and what is not given is nothing. */
    public PartnerCycle {
        first = Formats.trimmed(first);
        second = Formats.trimmed(second);
        told = Objects.requireNonNullElse(told, Told.NOBODY);
    }

    /** How many approvers it names: 0, 1 or 2. */
    @JsonIgnore
    public int approvers() {
        return first == null ? 0 : second == null ? 1 : 2;
    }

    /** Whether it says nothing at all. */
    @JsonIgnore
    public boolean isEmpty() {
        return first == null && second == null && told.isEmpty();
    }

    /**
     * Collects what is wrong with it.
     *
     * @param known who may be named
     */
    public void check(FieldCheck fields, KnownApprovers known) {
        approver(first, "first", fields, known);
        approver(second, "second", fields, known);
        fields.that(first != null || second == null, "second", "needs a first approver");
        told(told.pending(), "told.pending", fields, known);
        told(told.approved(), "told.approved", fields, known);
        told(told.rejected(), "told.rejected", fields, known);
    }

    private static void approver(@Nullable String named, String field, FieldCheck fields, KnownApprovers known) {
        if (named != null && !named.equals(LINE_MANAGER)) {
            named(named, field, fields, known, "is line-manager, person:<user> or group:<id>");
        }
    }

    private static void told(List<String> named, String field, FieldCheck fields, KnownApprovers known) {
        fields.that(named.size() <= MOST_TOLD, field, "has at most " + MOST_TOLD + " entries");
        named.forEach(one -> named(one, field, fields, known, "names person:<user> or group:<id>"));
    }

    private static void named(String named, String field, FieldCheck fields, KnownApprovers known, String form) {
        var person = person(named);
        var group = group(named);
        fields.that(person.isPresent() || group.isPresent(), field, form);
        person.ifPresent(user -> fields.that(known.isPerson(user), field, "is nobody who is active here"));
        group.ifPresent(id -> fields.that(known.isGroup(id), field, "there is no group " + id));
    }

    /** The person that an entry names; empty for all others. */
    public static Optional<UserId> person(String named) {
        return rest(named, PERSON).map(UserId::new);
    }

    /** The group that an entry names; empty for all others. */
    public static Optional<String> group(String named) {
        return rest(named, GROUP);
    }

    private static Optional<String> rest(String named, String prefix) {
        return Optional.of(named)
                .filter(text -> text.startsWith(prefix))
                .map(text -> text.substring(prefix.length()).strip())
                .filter(text -> Formats.isKey(text, LONGEST));
    }

    /** The state for the audit trail. */
    public Map<String, @Nullable Object> facts() {
        var facts = new LinkedHashMap<String, @Nullable Object>();
        facts.put("first", first);
        facts.put("second", second);
        facts.put("toldOfPending", String.join(", ", told.pending()));
        facts.put("toldOfApproved", String.join(", ", told.approved()));
        facts.put("toldOfRejected", String.join(", ", told.rejected()));
        return facts;
    }

    /** As it is kept in a column: null where it says nothing. */
    public @Nullable String kept() {
        return isEmpty()
                ? null
                : "first=" + Objects.requireNonNullElse(first, "") + ";second=" + Objects.requireNonNullElse(second, "")
                        + ";" + told.kept();
    }

    /** What is kept in a column. */
    public static PartnerCycle read(@Nullable String kept) {
        return kept == null ? NONE : new PartnerCycle(part(kept, "first"), part(kept, "second"), Told.read(kept));
    }

    private static String part(String kept, String name) {
        return Arrays.stream(kept.split(";"))
                .filter(part -> part.startsWith(name + "="))
                .findFirst()
                .map(part -> part.substring(name.length() + 1))
                .orElse("");
    }

    /**
     * Who is told by mail; each entry is {@code person:<user>} or {@code group:<id>}.
     *
     * @param pending once a document waits for its approvals
     * @param approved once it is approved
     * @param rejected once it is rejected
     */
    public record Told(List<String> pending, List<String> approved, List<String> rejected) {

        /** Nobody. */
        public static final Told NOBODY = new Told(List.of(), List.of(), List.of());

        /** Each once, without blanks at the ends. */
        public Told {
            pending = distinct(pending);
            approved = distinct(approved);
            rejected = distinct(rejected);
        }

        private static List<String> distinct(@Nullable List<String> named) {
            return named == null
                    ? List.of()
                    : named.stream()
                            .flatMap(one -> Stream.ofNullable(Formats.trimmed(one)))
                            .distinct()
                            .toList();
        }

        /** Whether nobody is told of anything. */
        @JsonIgnore
        public boolean isEmpty() {
            return pending.isEmpty() && approved.isEmpty() && rejected.isEmpty();
        }

        /** Whether this person is named, or one of these groups. */
        public boolean names(UserId user, Set<String> groups) {
            return Stream.of(pending, approved, rejected)
                    .flatMap(List::stream)
                    .anyMatch(one -> person(one).filter(user::equals).isPresent()
                            || group(one).filter(groups::contains).isPresent());
        }

        /** Everybody whom one of these names. */
        public static Told of(Collection<Told> all) {
            return new Told(
                    together(all.stream().map(Told::pending)),
                    together(all.stream().map(Told::approved)),
                    together(all.stream().map(Told::rejected)));
        }

        private static List<String> together(Stream<List<String>> lists) {
            return List.copyOf(
                    lists.flatMap(List::stream).sorted().collect(Collectors.toCollection(LinkedHashSet::new)));
        }

        /** As it is kept in a column. */
        public String kept() {
            return "pending=" + String.join(",", pending) + ";approved=" + String.join(",", approved) + ";rejected="
                    + String.join(",", rejected);
        }

        /** What is kept in a column. */
        public static Told read(@Nullable String kept) {
            return kept == null
                    ? NOBODY
                    : new Told(list(kept, "pending"), list(kept, "approved"), list(kept, "rejected"));
        }

        private static List<String> list(String kept, String name) {
            return Arrays.asList(part(kept, name).split(","));
        }
    }
}

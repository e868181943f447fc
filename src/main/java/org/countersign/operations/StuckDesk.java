package org.countersign.operations;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.countersign.operations.StuckBatches.Batch;
import org.countersign.operations.StuckBatches.State;
import org.countersign.people.Organization;
import org.countersign.shared.Actor;
import org.countersign.shared.DocumentNumber;
import org.countersign.shared.FieldCheck;
import org.countersign.shared.Formats;
import org.countersign.shared.Group;
import org.countersign.shared.NotFound;
import org.countersign.shared.PageAnswer;
import org.countersign.shared.Sentence;
import org.countersign.shared.UserId;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.data.domain.Pageable;
import org.springframework.stereotype.Service;

/** What is stuck as its readers see it, in their language: the same over REST and in Cockpit. */
@Service
public class StuckDesk {

    private final StuckBoard board;
    private final StuckRemedies remedies;
    private final StuckBatches batches;
    private final Organization organization;
    private final MessageSource texts;

    StuckDesk(
            StuckBoard board,
            StuckRemedies remedies,
            StuckBatches batches,
            Organization organization,
            MessageSource texts) {
        this.board = board;
        this.remedies = remedies;
        this.batches = batches;
        this.organization = organization;
        this.texts = texts;
    }

    /** A word of ours: its id, and what it is called. */
    public record Word(String id, String name) {}

    /**
     * Something stuck.
     *
     * @param link our own page of the document, where it has one
     * @param cockpit the process instance in Cockpit, where there is one
     * @param since since when, as far as that is known
     * @param owner whose it is: a sign-in name or the id of a group, and what they are called
     * @param step where its process stands
     * @param why why, in a sentence
     * @param remedies what can be done about it
     */
    public record Row(
            String id,
            Word condition,
            String document,
            @Nullable String link,
            @Nullable String cockpit,
            @Nullable Instant since,
            Word owner,
            @Nullable String step,
            String why,
            List<Word> remedies) {}

    /** How many are stuck in one way, since when the longest, and when that was looked for. */
    public record Tally(
            Word condition, long count, @Nullable Instant since, Instant foundAt) {}

    /**
     * Everything at a glance.
     *
     * @param total how many are stuck in all
     * @param mayAct whether the reader may put things right
     */
    public record Summary(long total, boolean mayAct, List<Tally> conditions) {}

    /**
     * What somebody wants to have done.
     *
     * @param to a sign-in name or the id of a group, as {@code user:anna} or {@code group:legal} where both are called so
     */
    public record Wish(
            @Nullable String reason,
            @Nullable Instant dueAt,
            @Nullable String to) {}

    /** What came of it. @param message in a sentence */
    public record Done(StuckRemedies.Outcome outcome, String message) {}

    /**
     * Many at once.
     *
     * @param remedy its id
     * @param ids which; or else all that condition, document, owner and age find
     */
    public record BulkWish(
            @Nullable String remedy,
            @Nullable List<String> ids,
            @Nullable String condition,
            @Nullable String document,
            @Nullable String owner,
            @Nullable String olderThan,
            @Nullable String reason,
            @Nullable Instant dueAt,
            @Nullable String to) {}

    /** What became of many at once. @param finished whether all are through */
    public record BulkDone(
            String id,
            boolean finished,
            int size,
            long done,
            long nothingLeft,
            long refused,
            List<StuckBatches.Item> items) {}

    /** How many are stuck in each way; those in which nothing is stuck too. */
    public Summary summary(Actor actor, Locale language) {
        var tallies = board.tallies(actor).stream()
                .map(tally ->
                        new Tally(word(tally.condition(), language), tally.count(), tally.since(), tally.foundAt()))
                .toList();
        return new Summary(
                tallies.stream().mapToLong(Tally::count).sum(),
                actor.isIn(Group.OPERATIONS, Group.ADMINISTRATOR),
                tallies);
    }

    /** What is stuck. */
    public PageAnswer<Row> list(StuckQuery query, Actor actor, Pageable page, Locale language) {
        return PageAnswer.of(board.list(query, actor, page), stuck -> row(stuck, language));
    }

    /**
     * The query of what stands in an address.
     *
     * @throws org.countersign.shared.RuleViolation for a condition or an age that is none (422)
     */
    public StuckQuery query(
            @Nullable String condition, @Nullable String document, @Nullable String owner, @Nullable String olderThan) {
        var wanted = Formats.trimmed(condition);
        var age = Formats.trimmed(olderThan);
        var number = Formats.trimmed(document);
        new FieldCheck()
                .that(wanted == null || Condition.of(wanted).isPresent(), "condition", "is not known")
                .that(age == null || isDuration(age), "olderThan", "is a duration such as PT12H or P3D")
                .that(number == null || number.length() <= 64, "document", "has at most 64 characters")
                .demand(OperationsRule.INCOMPLETE_TREATMENT);
        return new StuckQuery(
                wanted == null ? null : Condition.of(wanted).orElse(null),
                number == null ? null : new DocumentNumber(number),
                Formats.trimmed(owner),
                age == null ? null : Duration.parse(age));
    }

    /** Does something about one that is stuck. */
    public Done apply(String id, String remedy, Wish wish, Actor actor, Locale language) {
        var wanted = Remedy.of(remedy).orElseThrow(() -> new NotFound("remedy", remedy));
        var treated = remedies.apply(id, treatment(wanted, wish.reason(), wish.dueAt(), wish.to(), actor));
        return new Done(treated.outcome(), told(treated, language));
    }

    private String told(StuckRemedies.Treated treated, Locale language) {
        var asked = treated.asked();
        if (asked == null) {
            return say(StuckAnswer.of(treated.outcome()), language);
        }
        return asked.isGroup()
                ? say(
                        StuckAnswer.GROUP_ASKED,
                        language,
                        Objects.requireNonNullElse(
                                texts.getMessage("group." + asked.id(), null, asked.id(), language), asked.id()))
                : say(StuckAnswer.PERSON_ASKED, language, organization.nameOf(new UserId(asked.id())));
    }

    /** Does something about many. */
    public BulkDone applyAll(BulkWish wish, Actor actor) {
        actor.mustBeIn(Group.OPERATIONS, Group.ADMINISTRATOR);
        var remedy = Remedy.of(Objects.requireNonNullElse(wish.remedy(), ""));
        var query = query(wish.condition(), wish.document(), wish.owner(), wish.olderThan());
        var ids = wish.ids() == null ? List.<String>of() : wish.ids();
        new FieldCheck()
                .that(remedy.isPresent(), "remedy", "is not known")
                .that(!ids.isEmpty() || !query.equals(StuckQuery.ALL), "ids", "is required")
                .demand(OperationsRule.INCOMPLETE_TREATMENT);
        return bulk(batches.start(
                ids, query, treatment(remedy.orElseThrow(), wish.reason(), wish.dueAt(), wish.to(), actor)));
    }

    /** What became of many. */
    public BulkDone batch(String id, Actor actor) {
        return bulk(batches.batch(id, actor));
    }

    private static Treatment treatment(
            Remedy remedy, @Nullable String reason, @Nullable Instant dueAt, @Nullable String to, Actor actor) {
        return new Treatment(remedy, Objects.requireNonNullElse(reason, ""), dueAt, Formats.trimmed(to), actor);
    }

    private static BulkDone bulk(Batch batch) {
        return new BulkDone(
                batch.id(),
                batch.finishedAt() != null,
                batch.items().size(),
                batch.in(State.DONE),
                batch.in(State.NOTHING_LEFT),
                batch.in(State.REFUSED),
                batch.items());
    }

    private Row row(Stuck stuck, Locale language) {
        var document = stuck.document().value();
        return new Row(
                stuck.id().toString(),
                word(stuck.condition(), language),
                document,
                document.indexOf(':') < 0 ? link(stuck) : null,
                stuck.instance() == null
                        ? null
                        : "/camunda/app/cockpit/default/#/process-instance/" + stuck.instance() + "/runtime",
                stuck.since(),
                new Word(stuck.owner(), owner(stuck, language)),
                step(stuck, language),
                stuck.why().in(language, texts),
                Arrays.stream(Remedy.values())
                        .filter(stuck.remedies()::contains)
                        .map(remedy -> new Word(remedy.id(), say(remedy, language)))
                        .toList());
    }

    /** What has no number of ours is not looked up by one. */
    private static String link(Stuck stuck) {
        return "policy-change".equals(stuck.model())
                ? "/policy-changes/" + stuck.document()
                : "/go?number=" + stuck.document();
    }

    /** How people call it: by its number; what has none that they know, by the step at which it stands. */
    public String call(Stuck stuck, Locale language) {
        var step = step(stuck, language);
        return step != null && (stuck.document().value().indexOf(':') >= 0 || "policy-change".equals(stuck.model()))
                ? step
                : stuck.document().value();
    }

    private String owner(Stuck stuck, Locale language) {
        return stuck.owned()
                ? Objects.requireNonNullElse(
                        texts.getMessage("group." + stuck.owner(), null, stuck.owner(), language), stuck.owner())
                : organization.nameOf(new UserId(stuck.owner()));
    }

    private @Nullable String step(Stuck stuck, Locale language) {
        return stuck.step() == null
                ? null
                : texts.getMessage("model." + stuck.model() + "." + stuck.step(), null, stuck.step(), language);
    }

    private Word word(Condition condition, Locale language) {
        return new Word(condition.id(), say(condition, language));
    }

    /** What a sentence of ours says. */
    public String say(Sentence sentence, Locale language) {
        return Objects.requireNonNullElse(
                texts.getMessage(sentence.key(), null, sentence.sentence(), language), sentence.sentence());
    }

    private String say(Sentence sentence, Locale language, String about) {
        return Objects.requireNonNullElse(
                texts.getMessage(
                        sentence.key(),
                        new Object[] {about},
                        String.format(language, sentence.sentence(), about),
                        language),
                about);
    }

    private static boolean isDuration(String text) {
        try {
            return !Duration.parse(text).isNegative();
        } catch (DateTimeParseException e) {
            return false;
        }
    }
}

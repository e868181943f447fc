package org.countersign.notification;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.countersign.notification.Letter.Button;
import org.countersign.notification.Letter.Facts;
import org.countersign.notification.Letter.Gist;
import org.countersign.notification.Letter.Named;
import org.countersign.notification.Letter.Quote;
import org.countersign.notification.StaffMails.Reader;
import org.countersign.people.Organization;
import org.countersign.policy.PolicyChangeNews;
import org.countersign.policy.PolicyChangeNews.Turn;
import org.countersign.shared.Group;
import org.countersign.shared.UserId;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Asks those who release changes of decision tables, tells authors what became of theirs, and all administrators where one of
 * them released alone.
 */
@Component
class PolicyMails {

    private static final Set<Turn> ASKING = EnumSet.of(Turn.PROPOSED, Turn.REMINDED);

    private final StaffMails mails;
    private final Organization organization;

    PolicyMails(StaffMails mails, Organization organization) {
        this.mails = mails;
        this.organization = organization;
    }

    @EventListener
    void on(PolicyChangeNews news) {
        for (var person : concerned(news)) {
            mails.write(
                    "policy-" + news.turn() + "/" + news.change(),
                    news.document(),
                    person,
                    reader -> letter(reader, news));
        }
    }

    /** Asks again for a release that still waits. @param round counts the reminders; one of a round is written once */
    void remind(PolicyChangeNews news, int round) {
        for (var person : concerned(news)) {
            mails.write(
                    "policy-REMINDED/" + news.change() + "/" + round,
                    news.document(),
                    person,
                    reader -> letter(reader, news));
        }
    }

    private List<UserId> concerned(PolicyChangeNews news) {
        var people = new TreeSet<UserId>();
        switch (news.turn()) {
            case PROPOSED, REMINDED -> people.addAll(news.releasers());
            case SCHEDULED, RELEASED, REJECTED -> people.add(news.author());
            case WITHDRAWN -> {
                people.addAll(news.releasers());
                people.add(news.author());
                people.remove(news.by());
            }
            case RELEASED_ALONE -> {
                people.addAll(organization.activeMembersOf(Group.ADMINISTRATOR.id()));
                people.addAll(news.releasers());
            }
        }
        people.remove(UserId.SYSTEM);
        return List.copyOf(people);
    }

    private Letter letter(Reader reader, PolicyChangeNews news) {
        var texts = "policy." + news.turn();
        var shipped = news.author().equals(UserId.SYSTEM);
        var by = news.by().equals(UserId.SYSTEM) ? mails.text(reader, "policy.product") : mails.nameOf(news.by());
        var table = mails.shipped(reader, "table." + news.key(), news.table());
        var at = news.effectiveAt() == null ? "" : reader.time(news.effectiveAt());
        var intro = mails.text(
                reader, texts + (shipped && ASKING.contains(news.turn()) ? ".introShipped" : ".intro"), table, by, at);
        return new Letter(
                mails.text(reader, texts + ".subject", news.change(), table, by, at),
                intro,
                mails.sender(),
                news.change(),
                mails.text(reader, texts + ".headline", table, by, at),
                List.of(intro),
                new Gist(
                        new Named(mails.text(reader, "policy.table"), table),
                        null,
                        null,
                        at.isEmpty() ? null : new Named(mails.text(reader, "policy.from"), at)),
                quote(reader, news, by),
                new Button(mails.text(reader, texts + ".button"), mails.policyChangeLink(news.change())),
                new Facts()
                        .add(mails.text(reader, "policy.author"), shipped ? null : mails.nameOf(news.author()))
                        .add(mails.text(reader, "policy.reason"), shipped ? null : news.reason())
                        .add(
                                mails.text(reader, "policy.version"),
                                news.version() == null ? null : Integer.toString(news.version()))
                        .lines(
                                mails.text(reader, "policy.differences"),
                                news.differences().stream()
                                        .map(difference -> mails.explained(reader, difference))
                                        .toList())
                        .all(),
                List.of(),
                mails.footer(reader, reader.user().equals(news.author()) ? "policyAuthor" : "policy"));
    }

    private @Nullable Quote quote(Reader reader, PolicyChangeNews news, String by) {
        var said = news.comment();
        return said == null ? null : new Quote(mails.text(reader, "remark.said", by), said);
    }
}

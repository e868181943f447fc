package org.countersign.notification;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.countersign.approval.SubstituteNews;
import org.countersign.approval.SubstituteNews.Turn;
import org.countersign.notification.Letter.Button;
import org.countersign.notification.Letter.Facts;
import org.countersign.notification.Letter.Gist;
import org.countersign.notification.Letter.Named;
import org.countersign.notification.Letter.Quote;
import org.countersign.notification.StaffMails.Reader;
import org.countersign.people.Organization;
import org.countersign.shared.DocumentNumber;
import org.countersign.shared.Group;
import org.countersign.shared.UserId;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Asks substitutes to accept, tells them where that is not needed any more, and tells those who named them, or the
 * administrators, where they decline or say nothing (R08).
 */
@Component
class SubstituteMails {

    private final StaffMails mails;
    private final Organization organization;

    SubstituteMails(StaffMails mails, Organization organization) {
        this.mails = mails;
        this.organization = organization;
    }

    @EventListener
    void on(SubstituteNews news) {
        for (var person : concerned(news)) {
            mails.write(
                    "substitute-" + news.turn() + "/" + news.substitution(),
                    new DocumentNumber("person:" + news.person()),
                    person,
                    reader -> letter(reader, news));
        }
    }

    private List<UserId> concerned(SubstituteNews news) {
        return switch (news.turn()) {
            case ASKED, TAKEN_BACK -> List.of(news.substitute());
            case DECLINED -> List.copyOf(new TreeSet<>(List.of(news.person(), news.setBy())));
            case NOT_ACCEPTED, NOBODY_ELSE ->
                organization.activeMembersOf(Group.ADMINISTRATOR.id()).stream()
                        .sorted()
                        .toList();
        };
    }

    private Letter letter(Reader reader, SubstituteNews news) {
        var texts = "substitute." + news.turn();
        var person = mails.nameOf(news.person());
        var substitute = mails.nameOf(news.substitute());
        var from = reader.date(news.from());
        var to = reader.date(news.to());
        var own = reader.user().equals(news.person());
        var intro = mails.text(reader, texts + (own ? ".introOwn" : ".intro"), person, substitute, from, to);
        var paragraphs = new ArrayList<>(List.of(intro));
        if (hasBegun(news)) {
            paragraphs.add(mails.text(reader, "substitute.waiting", news.waiting()));
        }
        return new Letter(
                mails.text(reader, texts + ".subject", person, substitute, from, to),
                intro,
                mails.sender(),
                from,
                mails.text(reader, texts + ".headline", person, substitute),
                paragraphs,
                new Gist(
                        new Named(mails.text(reader, "substitute.away"), person),
                        null,
                        null,
                        new Named(
                                mails.text(reader, "substitute.days"),
                                mails.text(reader, "substitute.fromTo", from, to))),
                quote(reader, news, substitute),
                new Button(mails.text(reader, texts + ".button"), link(reader, news)),
                new Facts()
                        .add(mails.text(reader, "substitute.substitute"), substitute)
                        .add(mails.text(reader, "substitute.kinds"), kinds(reader, news))
                        .add(
                                mails.text(reader, "substitute.upTo"),
                                news.upTo() == null
                                        ? mails.text(reader, "substitute.anyAmount")
                                        : mails.baseAmount(reader, news.upTo()))
                        .add(mails.text(reader, "substitute.afterwards"), afterwards(reader, news, substitute))
                        .add(
                                mails.text(reader, "substitute.setBy"),
                                news.setBy().equals(news.person()) ? null : mails.nameOf(news.setBy()))
                        .all(),
                List.of(),
                mails.footer(reader, role(reader, news)));
    }

    private @Nullable String afterwards(Reader reader, SubstituteNews news, String substitute) {
        return news.comesBack() || news.turn() == Turn.TAKEN_BACK
                ? null
                : reader.user().equals(news.substitute())
                        ? mails.text(reader, "substitute.staysWithYou")
                        : mails.text(reader, "substitute.stays", substitute);
    }

    private @Nullable Quote quote(Reader reader, SubstituteNews news, String substitute) {
        var said = news.reason();
        return said == null || news.turn() == Turn.TAKEN_BACK
                ? null
                : new Quote(mails.text(reader, "remark.said", substitute), said);
    }

    /** Whoever looks after somebody else finds the absence of that person. */
    private String link(Reader reader, SubstituteNews news) {
        var own = reader.user().equals(news.person()) || reader.user().equals(news.substitute());
        return mails.absenceLink(own && !hasBegun(news) ? null : news.person());
    }

    /** Then it is for the administrators. */
    private static boolean hasBegun(SubstituteNews news) {
        return news.turn() == Turn.NOT_ACCEPTED || news.turn() == Turn.NOBODY_ELSE;
    }

    private String kinds(Reader reader, SubstituteNews news) {
        return news.kinds().isEmpty()
                ? mails.text(reader, "substitute.allKinds")
                : news.kinds().stream()
                        .sorted()
                        .map(kind -> mails.textOr(reader, "substitute.kind." + kind, kind))
                        .collect(Collectors.joining(", "));
    }

    private static String role(Reader reader, SubstituteNews news) {
        if (hasBegun(news)) {
            return "administrator";
        }
        return reader.user().equals(news.person()) || reader.user().equals(news.setBy())
                ? "namedSubstitute"
                : "substitute";
    }
}

package org.countersign.console.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.countersign.approval.Remark;
import org.countersign.approval.RemarkKind;
import org.countersign.people.Organization;
import org.countersign.shared.UserId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What was said about a document beside the answers to its approval, with the names of those who said it. */
@Component
public class RemarkWords {

    private final Organization organization;

    RemarkWords(Organization organization) {
        this.organization = organization;
    }

    /**
     * Something that was said beside the answers.
     *
     * @param remark what
     * @param by who said it
     * @param to to whom; null where it is for everybody who is asked
     * @param answeredBy who answered; null while nobody did
     * @param toAnswer whether the reader is to answer it
     * @param toTakeBack whether the reader can take it back
     */
    public record Said(
            Remark remark,
            String by,
            @Nullable String to,
            @Nullable String answeredBy,
            boolean toAnswer,
            boolean toTakeBack) {}

    /** What was said beside the answers, the last first. */
    public List<Said> said(List<Remark> remarks, UserId reader) {
        return said(remarks, reader, question -> false);
    }

    /** The same. @param alsoAsked of which questions the reader is asked as well to whom they are not written */
    public List<Said> said(List<Remark> remarks, UserId reader, Predicate<Remark> alsoAsked) {
        if (remarks.isEmpty()) {
            return List.of();
        }
        var names = organization.namesOf(remarks.stream()
                .flatMap(remark -> Stream.of(remark.by(), remark.to(), remark.answeredBy()))
                .filter(Objects::nonNull)
                .toList());
        var said = new ArrayList<Said>();
        for (var remark : remarks) {
            var to = remark.to();
            var answeredBy = remark.answeredBy();
            said.add(
                    0,
                    new Said(
                            remark,
                            names.getOrDefault(remark.by(), remark.by().value()),
                            to == null ? null : names.get(to),
                            answeredBy == null ? null : names.get(answeredBy),
                            remark.open()
                                    && remark.kind() == RemarkKind.QUESTION
                                    && (reader.equals(to) || alsoAsked.test(remark)),
                            remark.open() && remark.kind() != RemarkKind.QUESTION && reader.equals(remark.by())));
        }
        return said;
    }
}

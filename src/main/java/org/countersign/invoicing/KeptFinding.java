package org.countersign.invoicing;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.PostLoad;
import jakarta.persistence.PostPersist;
import jakarta.persistence.Table;
import jakarta.persistence.Transient;
import java.io.Serializable;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Persistable;

/** What is wrong with a document, as it is kept beside the invoice. */
@Entity
@Table(name = "invoice_findings")
class KeptFinding implements Persistable<KeptFinding.Key> {

    @EmbeddedId
    private Key id;

    @Column(name = "rule_id")
    private String rule;

    @Column(name = "rule_text")
    private String text;

    @Column(name = "place")
    private @Nullable String place;

    @Transient
    private boolean isNew = true;

    /** For the persistence provider. */
    @SuppressWarnings("NullAway.Init")
    protected KeptFinding() {}

    private KeptFinding(Key id, InvoiceFinding finding) {
        this.id = id;
        this.rule = XmlNode.shortened(finding.rule(), 64);
        this.text = XmlNode.shortened(finding.text(), 2000);
        this.place = finding.place() == null ? null : XmlNode.shortened(finding.place(), 500);
    }

    static List<KeptFinding> of(InvoiceId invoice, List<InvoiceFinding> findings) {
        return IntStream.range(0, findings.size())
                .mapToObj(index -> new KeptFinding(new Key(invoice.value(), index), findings.get(index)))
                .toList();
    }

    InvoiceFinding finding() {
        return new InvoiceFinding(rule, text, place);
    }

    @Override
    public Key getId() {
        return id;
    }

    @Override
    public boolean isNew() {
        return isNew;
    }

    @PostLoad
    @PostPersist
    void isKept() {
        isNew = false;
    }

    /**
     * Which finding of which invoice.
     *
     * @param invoice our reference
     * @param nth from 0, as they were found
     */
    @Embeddable
    record Key(
            @Column(name = "invoice") String invoice,
            @Column(name = "finding_index") int nth) implements Serializable {}
}

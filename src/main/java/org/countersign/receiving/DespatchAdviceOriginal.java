package org.countersign.receiving;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import org.hibernate.Length;
import org.jspecify.annotations.Nullable;

/** The bytes of a despatch advice, as received. */
@Entity
@Table(name = "despatch_advice_originals")
class DespatchAdviceOriginal {

    @Id
    @Column(name = "advice")
    private String advice;

    @Version
    private @Nullable Long version;

    @Column(name = "content", length = Length.LONG32)
    private byte[] content;

    /** For the persistence provider. */
    @SuppressWarnings("NullAway.Init")
    protected DespatchAdviceOriginal() {}

    DespatchAdviceOriginal(String advice, byte[] content) {
        this.advice = advice;
        this.content = content.clone();
    }

    byte[] content() {
        return content.clone();
    }
}

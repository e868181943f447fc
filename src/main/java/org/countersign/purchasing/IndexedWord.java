package org.countersign.purchasing;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import org.hibernate.annotations.Immutable;

/** A word by which a requisition is found, for searching; the requisition itself writes them. */
@Entity
@Immutable
@Table(name = "requisition_words")
@IdClass(IndexedWord.Key.class)
class IndexedWord {

    @Id
    @Column(name = "requisition")
    private String requisition;

    @Id
    @Column(name = "word")
    private String word;

    /** For the persistence provider. */
    @SuppressWarnings("NullAway.Init")
    protected IndexedWord() {}

    record Key(String requisition, String word) implements Serializable {}
}

package org.countersign.purchasing;

import jakarta.persistence.EntityManager;
import java.util.List;
import org.springframework.stereotype.Component;

/** The words by which requisitions, and their orders, are found. */
@Component
class WordIndex {

    /** So many documents are looked up one by one; to find more among all is quicker. */
    static final int FEW = 500;

    private final EntityManager entities;

    WordIndex(EntityManager entities) {
        this.entities = entities;
    }

    /** Numbers of requisitions that have a word beginning like this, and at most one more than {@link #FEW} of them. */
    List<String> requisitions(String word) {
        return entities.createQuery(
                        "select distinct w.requisition from IndexedWord w where w.word like :word escape '!'",
                        String.class)
                .setParameter("word", beginning(word))
                .setMaxResults(FEW + 1)
                .getResultList();
    }

    /** How many requisitions have a word beginning like this. */
    long count(String word) {
        return entities.createQuery(
                        "select count(distinct w.requisition) from IndexedWord w where w.word like :word escape '!'",
                        Long.class)
                .setParameter("word", beginning(word))
                .getSingleResult();
    }

    /** A pattern for {@code like} with {@code !} as its escape: what begins so. */
    static String beginning(String text) {
        return text.replace("!", "!!").replace("%", "!%").replace("_", "!_") + "%";
    }
}

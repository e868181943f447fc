package org.countersign.payment;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.hibernate.Length;
import org.jspecify.annotations.Nullable;

/** The bytes of a run that go to the bank. They are made once; whoever asks again gets the same. */
@Entity
@Table(name = "payment_run_files")
class PaymentRunFile {

    @Id
    @Column(name = "run")
    private String run;

    @Version
    private @Nullable Long version;

    @Column(name = "content", length = Length.LONG32)
    private byte[] content;

    @Column(name = "digest")
    private String digest;

    /** For the persistence provider. */
    @SuppressWarnings("NullAway.Init")
    protected PaymentRunFile() {}

    PaymentRunFile(PaymentRunNumber run, byte[] content) {
        this.run = run.value();
        this.content = content.clone();
        this.digest = digestOf(content);
    }

    static String digestOf(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    byte[] content() {
        return content.clone();
    }

    String digest() {
        return digest;
    }
}

package org.countersign.payment;

import java.util.Collection;
import java.util.List;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;

interface PaymentRunFiles extends JpaRepository<PaymentRunFile, String> {

    /** The digests without the bytes. */
    @Query("select f.run as run, f.digest as digest from PaymentRunFile f where f.run in :runs")
    List<Digest> digestsOf(Collection<String> runs);

    /** Of one run. */
    interface Digest {

        String getRun();

        String getDigest();
    }
}

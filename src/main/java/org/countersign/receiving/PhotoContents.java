package org.countersign.receiving;

import java.util.Collection;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;

interface PhotoContents extends JpaRepository<PhotoContent, String> {

    @Modifying
    @Query("delete from PhotoContent c where c.photo in :photos")
    void deleteAllOf(Collection<String> photos);
}

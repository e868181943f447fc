package org.countersign.files;

import java.util.Collection;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;

interface StoredFiles extends JpaRepository<StoredFile, String> {

    @Modifying
    @Query("delete from StoredFile f where f.id in :ids")
    void deleteAllOf(Collection<String> ids);
}

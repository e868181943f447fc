package org.countersign.files;

import java.util.Collection;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;

interface FileContents extends JpaRepository<FileContent, String> {

    @Modifying
    @Query("delete from FileContent c where c.file in :files")
    void deleteAllOf(Collection<String> files);
}

package org.countersign.receiving;

import org.springframework.data.jpa.repository.JpaRepository;

interface DespatchAdviceOriginals extends JpaRepository<DespatchAdviceOriginal, String> {}

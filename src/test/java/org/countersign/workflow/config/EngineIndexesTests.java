package org.countersign.workflow.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.Locale;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.countersign.support.CountersignTest;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

@CountersignTest
@DisplayName("Along an index of ours")
class EngineIndexesTests {

    @Autowired
    private DataSource database;

    @Autowired
    private EngineIndexes indexes;

    @ParameterizedTest(name = "{0}")
    @DisplayName("the engine, or what operations look at, finds")
    @CsvSource({
        "the jobs that go first, ACT_RU_JOB, ix_act_ru_job_priority, PRIORITY_",
        "how many stand where, ACT_RU_EXECUTION, ix_act_ru_execution_place, PROC_DEF_ID_ ACT_ID_ IS_ACTIVE_",
        "the process of a document, ACT_RU_EXECUTION, ix_act_ru_execution_document,"
                + " BUSINESS_KEY_ PROC_DEF_ID_ PARENT_ID_ SUPER_EXEC_",
        "what runs on which version, ACT_RU_EXECUTION, ix_act_ru_execution_version,"
                + " PROC_DEF_ID_ PARENT_ID_ BUSINESS_KEY_ SUPER_EXEC_ SUSPENSION_STATE_"
    })
    void eachIndexIsThere(String what, String table, String index, String columns) throws SQLException {
        indexes.ensure();
        var found = new TreeMap<Integer, String>();
        try (var connection = database.getConnection();
                var all = connection.getMetaData().getIndexInfo(connection.getCatalog(), null, table, false, false)) {
            while (all.next()) {
                if (index.equalsIgnoreCase(all.getString("INDEX_NAME"))) {
                    found.put(
                            all.getInt("ORDINAL_POSITION"),
                            all.getString("COLUMN_NAME").toUpperCase(Locale.ROOT));
                }
            }
        }
        assertThat(String.join(" ", found.values())).as(what).isEqualTo(columns);
    }
}

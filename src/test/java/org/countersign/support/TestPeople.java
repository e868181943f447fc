package org.countersign.support;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.countersign.people.Directory;
import org.countersign.shared.Group;
import org.countersign.shared.UserId;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.annotation.Transactional;

/**
 * People of the tests. Sign-in name and password are equal, the mail address is the name at {@code example.org}. Name them
 * after the test where several tests might meet: they share one database.
 */
public class TestPeople {

    private final Directory directory;
    private final JdbcTemplate jdbc;
    private final Map<String, List<Map<String, Object>>> known = new ConcurrentHashMap<>();

    TestPeople(Directory directory, JdbcTemplate jdbc) {
        this.directory = directory;
        this.jdbc = jdbc;
    }

    /** A person without a manager. */
    @Transactional
    public UserId add(String user, Group... groups) {
        return add(user, null, groups);
    }

    /**
     * A person in just these groups; one that exists already is changed.
     *
     * @param manager sign-in name of the line manager, null for none
     */
    @Transactional
    public UserId add(String user, String manager, Group... groups) {
        var id = new UserId(user);
        var mail = user + "@example.org";
        var held = Arrays.stream(groups).map(Group::id).collect(Collectors.toSet());
        if (!account(user).equals(known.get(user + held))) {
            directory.saveUser(id, user, "Example", mail, user);
            directory.assignGroups(id, held);
            known.put(user + held, account(user));
        }
        jdbc.update("delete from people where user_id = ?", user);
        jdbc.update(
                "insert into people (user_id, first_name, last_name, email, manager, language, time_zone, active, version)"
                        + " values (?, ?, 'Example', ?, ?, 'en', 'UTC', true, 0)",
                user,
                user,
                mail,
                manager);
        return id;
    }

    /** What the engine keeps of somebody. To write it anew, with the same password, is the dearest part of many tests. */
    private List<Map<String, Object>> account(String user) {
        return jdbc.queryForList("""
                select u.FIRST_, u.LAST_, u.EMAIL_, u.PWD_, u.SALT_, u.LOCK_EXP_TIME_, u.ATTEMPTS_, m.GROUP_ID_
                from ACT_ID_USER u left join ACT_ID_MEMBERSHIP m on m.USER_ID_ = u.ID_
                where u.ID_ = ? order by m.GROUP_ID_
                """, user);
    }

    /** Gives a person another name, where it can be seen in pictures. */
    @Transactional
    public void name(String user, String firstName, String lastName) {
        jdbc.update("update people set first_name = ?, last_name = ? where user_id = ?", firstName, lastName, user);
    }

    /** Whether the person may sign in and be asked for anything. */
    @Transactional
    public void active(String user, boolean active) {
        jdbc.update("update people set active = ?, version = version + 1 where user_id = ?", active, user);
    }
}

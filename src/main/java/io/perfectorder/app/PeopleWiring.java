package io.perfectorder.app;

import io.perfectorder.security.Accounts;
import io.perfectorder.security.Admitted;
import io.perfectorder.security.Attempts;
import io.perfectorder.security.Factors;
import io.perfectorder.security.LogIn;
import io.perfectorder.security.PasswordHashes;
import io.perfectorder.security.Passwords;
import io.perfectorder.security.SecondFactor;
import io.perfectorder.security.SessionDoor;
import io.perfectorder.security.Sessions;
import io.perfectorder.storage.Database;
import io.perfectorder.storage.PostgresAccounts;
import io.perfectorder.storage.PostgresFactors;
import io.perfectorder.storage.PostgresSessions;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** Accounts and sessions of people, wired. */
@Configuration(proxyBeanMethods = false)
class PeopleWiring {
    @Bean
    Accounts accounts(Database database) {
        return new PostgresAccounts(database);
    }

    @Bean
    Sessions sessions(Database database) {
        return new PostgresSessions(database);
    }

    @Bean
    Admitted admitted(Accounts accounts, Sessions sessions) {
        return new Admitted(accounts, sessions);
    }

    @Bean
    PasswordHashes passwordHashes() {
        return new PasswordHashes();
    }

    /** Computes the hashes of passwords, tens of milliseconds each; more than a hundred that wait are refused. */
    @Bean(destroyMethod = "dispose")
    Scheduler passwordScheduler() {
        return Schedulers.newBoundedElastic(2, 100, "passwords");
    }

    /** Keeps the time of what is read again every few seconds; never waits. */
    @Bean(destroyMethod = "dispose")
    Scheduler peopleScheduler() {
        return Schedulers.newSingle("people");
    }

    @Bean
    Factors factors(Database database) {
        return new PostgresFactors(database);
    }

    @Bean
    Attempts attempts(Accounts accounts, InstantSource wall) {
        return new Attempts(accounts, wall);
    }

    @Bean
    SessionDoor sessionDoor(Accounts accounts, Sessions sessions, Admitted admitted, InstantSource wall) {
        return new SessionDoor(accounts, sessions, admitted, wall);
    }

    @Bean
    SecondFactor secondFactor(
            Accounts accounts,
            Factors factors,
            Attempts attempts,
            PasswordHashes hashes,
            Scheduler passwordScheduler,
            InstantSource wall) {
        return new SecondFactor(accounts, factors, attempts, hashes, passwordScheduler, wall);
    }

    @Bean
    LogIn logIn(
            Accounts accounts,
            Factors factors,
            SecondFactor second,
            Attempts attempts,
            SessionDoor door,
            PasswordHashes hashes,
            Scheduler passwordScheduler,
            InstantSource wall) {
        return new LogIn(accounts, factors, second, attempts, door, hashes, passwordScheduler, wall);
    }

    @Bean
    Passwords passwords(
            Accounts accounts,
            Admitted admitted,
            PasswordHashes hashes,
            Scheduler passwordScheduler,
            InstantSource wall) {
        return new Passwords(accounts, admitted, hashes, passwordScheduler, wall);
    }

    /** Lets people read the API in the browser in which they are logged in. */
    @Bean
    SessionReading sessionReading() {
        return new SessionReading();
    }

    @Bean
    SafeAnswers safeAnswers() {
        return new SafeAnswers();
    }
}

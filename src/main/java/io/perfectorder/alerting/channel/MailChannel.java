package io.perfectorder.alerting.channel;

import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.mail.MailAuthenticationException;
import org.springframework.mail.MailException;
import org.springframework.mail.MailSendException;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.mail.javamail.MimeMessageHelper;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * Sends mails of plain text and HTML with small charts. All mails of one group refer to the same thread, so that a mailbox shows them
 * together. The SMTP server is the operator's own and usually stands in the own network: its address is not checked.
 */
final class MailChannel implements Channel {
    private static final Pattern REPLY = Pattern.compile("([45])\\d\\d[ -]");
    private static final int MOST_CAUSES = 10;

    private final ChannelSettings.Mail settings;
    private final JavaMailSenderImpl sender;
    private final Scheduler blocking;

    /** {@code patience}: for each step of the talk with the server, of which there are about ten. */
    MailChannel(ChannelSettings.Mail settings, Duration patience, Scheduler blocking) {
        this.settings = settings;
        this.sender = sender(settings, patience);
        this.blocking = blocking;
    }

    @Override
    public Mono<Sent> send(Message message) {
        // Talks to the SMTP server: milliseconds, at worst the patience for each step.
        return Mono.fromCallable(() -> sent(message)).subscribeOn(blocking);
    }

    private Sent sent(Message message) throws MessagingException {
        MimeMessage mail = mail(message);
        try {
            sender.send(mail);
            return new Sent.Delivered();
        } catch (MailAuthenticationException _) {
            return new Sent.Refused(Phrase.LOGIN_REFUSED.say());
        } catch (MailSendException failed) {
            return unsent(failed);
        } catch (MailException _) {
            return again(Phrase.MAIL_BROKE.say());
        }
    }

    private MimeMessage mail(Message message) throws MessagingException {
        Digest digest = Wording.digest(message);
        MimeMessage mail = sender.createMimeMessage();
        MimeMessageHelper parts = new MimeMessageHelper(mail, true, "UTF-8");
        parts.setFrom(settings.from());
        parts.setTo(settings.to().toArray(String[]::new));
        parts.setSubject(digest.title());
        List<byte[]> images = new ArrayList<>();
        List<String> ids = new ArrayList<>();
        message.alerts().stream().limit(Digest.MOST_SHOWN).forEach(alert -> {
            Optional<byte[]> image = LimitChart.png(alert.evidence());
            ids.add(image.isPresent() ? "chart-" + ids.size() : "");
            image.ifPresent(images::add);
        });
        String language = message.locale().getLanguage().equals("zh") ? "zh-CN" : "en";
        parts.setText(MailBody.text(digest), MailBody.html(digest, ids, language));
        int next = 0;
        for (String id : ids) {
            if (!id.isEmpty()) {
                parts.addInline(id, new ByteArrayResource(images.get(next++)), "image/png");
            }
        }
        String thread = HexFormat.of().formatHex(Signatures.sha256(message.groupKey()), 0, 16);
        mail.setHeader("References", "<" + thread + "@perfect-order-monitor>");
        mail.setHeader("Auto-Submitted", "auto-generated");
        return mail;
    }

    /** A reply of 5xx is final, of 4xx it is not. Source: RFC 5321, 4.2.1. */
    private static Sent unsent(MailSendException failed) {
        for (Exception each : failed.getMessageExceptions()) {
            Exception cause = each;
            for (int depth = 0; cause instanceof MessagingException exception && depth < MOST_CAUSES; depth++) {
                Matcher reply = REPLY.matcher(String.valueOf(exception.getMessage()));
                if (reply.lookingAt()) {
                    String reason = Phrase.MAIL_ANSWERS.say(reply.group().substring(0, 3));
                    return reply.group(1).equals("5") ? new Sent.Refused(reason) : again(reason);
                }
                if (exception instanceof SendFailedException rejected
                        && rejected.getNextException() == null
                        && rejected.getInvalidAddresses() != null) {
                    return new Sent.Refused(Phrase.RECIPIENT_REFUSED.say());
                }
                cause = exception.getNextException();
            }
        }
        return again(Phrase.MAIL_UNREACHABLE.say());
    }

    private static JavaMailSenderImpl sender(ChannelSettings.Mail settings, Duration patience) {
        JavaMailSenderImpl sender = new JavaMailSenderImpl();
        sender.setHost(settings.host());
        sender.setPort(settings.port());
        sender.setDefaultEncoding("UTF-8");
        Properties properties = sender.getJavaMailProperties();
        String millis = Long.toString(patience.toMillis());
        properties.put("mail.smtp.connectiontimeout", millis);
        properties.put("mail.smtp.timeout", millis);
        properties.put("mail.smtp.writetimeout", millis);
        properties.put("mail.smtp.ssl.checkserveridentity", "true");
        switch (settings.security()) {
            case NONE -> {
                // Nothing to ask for.
            }
            case STARTTLS -> properties.put("mail.smtp.starttls.required", "true");
            case TLS -> properties.put("mail.smtp.ssl.enable", "true");
        }
        settings.login().ifPresent(login -> {
            properties.put("mail.smtp.auth", "true");
            sender.setUsername(login.user());
            sender.setPassword(login.password().value());
        });
        return sender;
    }

    private static Sent again(String reason) {
        return new Sent.TryAgain(reason, Optional.empty());
    }
}

package io.agentmeter.local.sns;

import com.icegreen.greenmail.mail.MailAddress;
import com.icegreen.greenmail.mail.MovingMessage;
import com.icegreen.greenmail.store.FolderException;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.user.UserException;
import com.icegreen.greenmail.user.UserManager;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Properties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The mail server that e-mail subscriptions are delivered to. What it accepts is put into the inbox; nothing leaves
/// the machine.
final class MailRoom implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(MailRoom.class);
    private static final String SENDER = "no-reply@sns.amazonaws.com";

    private final GreenMail server;
    private final Inbox inbox;

    private MailRoom(GreenMail server, Inbox inbox) {
        this.server = server;
        this.inbox = inbox;
    }

    static MailRoom start(Inbox inbox) {
        ServerSetup setup = new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP);
        setup.setServerStartupTimeout(20_000);
        GreenMail server = new GreenMail(setup);
        MailRoom room = new MailRoom(server, inbox);
        server.getUserManager().setMessageDeliveryHandler(room::deliver);
        server.start();
        return room;
    }

    /// Sends one plain text message by SMTP and returns once it is in the inbox.
    @SuppressWarnings("JavaUtilDate") // what a mail's date is in jakarta.mail
    synchronized void send(String to, String subject, String text) throws MessagingException {
        Properties properties = new Properties();
        properties.put("mail.smtp.host", "127.0.0.1");
        properties.put("mail.smtp.port", Integer.toString(server.getSmtp().getPort()));
        properties.put("mail.smtp.timeout", "10000");
        MimeMessage message = new MimeMessage(Session.getInstance(properties));
        message.setFrom(new InternetAddress(SENDER));
        message.setRecipient(MimeMessage.RecipientType.TO, new InternetAddress(to));
        message.setSubject(subject, "UTF-8");
        message.setText(text, "UTF-8");
        message.setHeader("Date", DateTimeFormatter.RFC_1123_DATE_TIME.format(ZonedDateTime.now(ZoneOffset.UTC)));
        Transport.send(message);
        forget();
    }

    private GreenMailUser deliver(MovingMessage moving, MailAddress to) throws MessagingException, UserException {
        MimeMessage message = moving.getMessage();
        try {
            inbox.add("email", to.getEmail(), message.getSubject(), ((String) message.getContent()).stripTrailing());
        } catch (IOException unkept) {
            throw new MessagingException("the inbox could not be written", unkept);
        }
        UserManager users = server.getUserManager();
        GreenMailUser known = users.getUserByEmail(to.getEmail());
        return known == null ? users.createUser(to.getEmail(), to.getEmail(), "") : known;
    }

    /// The inbox keeps what was delivered; a second copy in memory would only grow.
    private void forget() {
        try {
            server.purgeEmailFromAllMailboxes();
        } catch (FolderException kept) {
            LOG.debug("delivered mail stays in memory", kept);
        }
    }

    @Override
    public void close() {
        server.stop();
    }
}

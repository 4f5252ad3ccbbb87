#include "render/html/help_page.hpp"

#include <array>
#include <span>

namespace almanach {
namespace {

/// A program, or a question, and what to do. Steps that are empty are none.
struct Section {
  std::string_view title;
  std::string_view lead;
  std::array<std::string_view, 4> steps;
  std::string_view more;
};

constexpr std::array<Section, 10> kFrench = {{
    {"iPhone et iPad",
     "",
     {"Sur la page d’un calendrier, touchez « S’abonner au calendrier », puis « iPhone, iPad, Mac "
      "».",
      "Confirmez : le calendrier paraît dans l’application Calendrier.", "", ""},
     "L’appareil le relit plusieurs fois par jour. Le rythme se règle dans Réglages, Calendrier, "
     "Comptes, Nouvelles données."},
    {"Mac",
     "",
     {"Choisissez « S’abonner au calendrier », puis « iPhone, iPad, Mac » : Calendrier s’ouvre.",
      "Réglez « Actualiser automatiquement », par exemple toutes les heures.", "", ""},
     "Pour le voir aussi sur vos autres appareils, choisissez l’emplacement iCloud."},
    {"Google Agenda et Android",
     "",
     {"Copiez l’adresse du calendrier.",
      "Sur un ordinateur, ouvrez Google Agenda, « Autres agendas », « À partir de l’URL ».",
      "Collez l’adresse et ajoutez l’agenda.",
      "Sur le téléphone, cochez le nouvel agenda dans le menu de l’application."},
     "Google relit l’adresse quand il le veut : après quelques heures, parfois un jour. Rien ici "
     "ne peut le presser. Sur Android, les applications DAVx⁵ et ICSx⁵ vont plus vite."},
    {"Outlook.com et Microsoft 365",
     "",
     {"Choisissez « Outlook.com » ou « Microsoft 365 » : la page d’ajout s’ouvre, remplie.",
      "Sinon : Calendrier, « Ajouter un calendrier », « S’abonner à partir du web », et collez "
      "l’adresse.",
      "", ""},
     "Mis à jour toutes les quelques heures. Outlook ne lit que des adresses en https."},
    {"Thunderbird",
     "",
     {"Nouvel agenda, « Sur le réseau ».",
      "Collez l’adresse du calendrier, ou son adresse CalDAV ; laissez le nom d’utilisateur vide.",
      "Choisissez l’agenda trouvé et abonnez-vous.", ""},
     "Relu toutes les trente minutes, ce qui se règle dans les propriétés de l’agenda."},
    {"GNOME, KDE",
     "",
     {"Choisissez « iPhone, iPad, Mac » : le lien ouvre aussi Évolution, Agenda et KOrganizer.",
      "Sinon, ajoutez un agenda « à partir d’une adresse » et collez-la.", "", ""},
     "KOrganizer ne relit rien de lui-même : activez l’actualisation dans les réglages de "
     "l’agenda."},
    {"Choisir ce que l’on reçoit",
     "Sous « S’abonner au calendrier », « Choisir ce que je reçois » fait une adresse à votre "
     "mesure : certaines "
     "catégories, un rappel, les événements passés ou non. Filtrer la liste d’une page a le même "
     "effet : l’abonnement suit ce que la page montre.",
     {"", "", "", ""},
     ""},
    {"Un seul événement",
     "Sur sa page, « Ajouter à mon agenda » en met une copie, une fois, dans Google Agenda, "
     "Outlook "
     "ou le programme de l’appareil. Pour qu’il y reste à jour, choisissez « S’abonner à cet "
     "événement ».",
     {"", "", "", ""},
     ""},
    {"Un événement est changé ou annulé",
     "Il change ou se barre dans votre agenda à la lecture suivante. Certains programmes cachent "
     "les "
     "événements annulés ; l’adresse peut aussi mettre « Annulé » devant leur titre.",
     {"", "", "", ""},
     ""},
    {"Se désabonner",
     "Supprimez le calendrier dans votre programme : ses événements s’en vont avec lui. Il n’y a "
     "pas de compte, et personne n’en est informé.",
     {"", "", "", ""},
     ""},
}};

constexpr std::array<Section, 10> kEnglish = {{
    {"iPhone and iPad",
     "",
     {"On the page of a calendar, touch “Subscribe to the calendar”, then “iPhone, iPad, Mac”.",
      "Confirm: the calendar appears in the Calendar app.", "", ""},
     "The device reads it again several times a day. How often is set under Settings, Calendar, "
     "Accounts, Fetch New Data."},
    {"Mac",
     "",
     {"Choose “Subscribe to the calendar”, then “iPhone, iPad, Mac”: Calendar opens.",
      "Set “Auto-refresh”, for instance to every hour.", "", ""},
     "To see it on your other devices too, choose iCloud as its location."},
    {"Google Calendar and Android",
     "",
     {"Copy the address of the calendar.",
      "On a computer, open Google Calendar, “Other calendars”, “From URL”.",
      "Paste the address and add the calendar.",
      "On the telephone, tick the new calendar in the app’s menu."},
     "Google reads the address again when it wants to: after some hours, at times a day. Nothing "
     "here can hurry it. On Android, the apps DAVx⁵ and ICSx⁵ are quicker."},
    {"Outlook.com and Microsoft 365",
     "",
     {"Choose “Outlook.com” or “Microsoft 365”: the page to add it opens, filled in.",
      "Otherwise: Calendar, “Add calendar”, “Subscribe from web”, and paste the address.", "", ""},
     "Updated every few hours. Outlook reads https addresses only."},
    {"Thunderbird",
     "",
     {"New calendar, “On the network”.",
      "Paste the address of the calendar, or its CalDAV address; leave the user name empty.",
      "Choose the calendar that is found and subscribe.", ""},
     "Read again every thirty minutes; the calendar’s properties have the setting."},
    {"GNOME, KDE",
     "",
     {"Choose “iPhone, iPad, Mac”: the link opens Evolution, Calendar and KOrganizer as well.",
      "Otherwise, add a calendar “from an address” and paste it.", "", ""},
     "KOrganizer reads nothing again by itself: switch refreshing on in the calendar’s settings."},
    {"Choosing what you receive",
     "Under “Subscribe to the calendar”, “Choose what I receive” makes an address to your measure: "
     "some "
     "categories, "
     "a reminder, past events or none. To filter the list of a page does the same: the "
     "subscription "
     "follows what the page shows.",
     {"", "", "", ""},
     ""},
    {"One event alone",
     "On its page, “Add to my calendar” puts a copy of it, once, into Google Calendar, Outlook or "
     "the program of the device. For one that stays up to date, choose “Subscribe to this event”.",
     {"", "", "", ""},
     ""},
    {"An event is changed or cancelled",
     "It changes, or is struck out, in your calendar the next time it is read. Some programs hide "
     "cancelled events; the address can also put “Cancelled” before their title.",
     {"", "", "", ""},
     ""},
    {"Unsubscribing",
     "Delete the calendar in your program: its events go with it. There is no account, and nobody "
     "is "
     "told.",
     {"", "", "", ""},
     ""},
}};

void write_section(HtmlWriter& html, const Section& section) {
  const HtmlWriter::Element part = html.open("section");
  html.element("h2", section.title);
  if (!section.lead.empty()) html.element("p", section.lead);
  if (!section.steps.front().empty()) {
    const HtmlWriter::Element list = html.open("ol");
    for (const std::string_view step : section.steps) {
      if (!step.empty()) html.element("li", step);
    }
  }
  if (!section.more.empty()) html.element("p", {{"class", "note"}}, section.more);
}

}  // namespace

std::string render_help_page(Page page, const Config& config) {
  const Words& words = page.words();
  page.title = words.help;
  page.description = words.subscribe_lead;
  return render_document(page, config, [&](HtmlWriter& html) {
    html.element("h1", words.help);
    html.element("p", {{"class", "lead"}}, words.subscribe_lead);
    const std::span<const Section> sections =
        page.language == Language::french ? std::span<const Section>(kFrench) : kEnglish;
    const HtmlWriter::Element all = html.open("div", {{"class", "help"}});
    {
      const HtmlWriter::Element line = html.open("p", {{"class", "more"}});
      html.element("a", {{"href", link_to(config, page.address.at("/subscribe"))}},
                   words.choose_calendars);
    }
    for (const Section& section : sections) write_section(html, section);
  });
}

}  // namespace almanach

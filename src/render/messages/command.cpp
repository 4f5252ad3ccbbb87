#include <array>

#include "render/messages/catalogue.hpp"

namespace almanach {
namespace {

/// What the commands themselves say.
constexpr auto kMessages = std::to_array<Message>({
    {"there is no file or folder {}", "il n’y a pas de fichier ni de dossier {}"},
    {"there is no file {}", "il n’y a pas de fichier {}"},
    {"{} holds no event that is served", "{} ne contient aucun événement publié"},
    {"not all is watched: {}", "tout n’est pas surveillé : {}"},
    {"--watch takes one folder", "--watch prend un seul dossier"},
    {"… and {#} more folders: --all", "… et {} autres dossiers : --all"},
    {"… and {#} more causes: --all", "… et {} autres causes : --all"},
});

}  // namespace

Messages command_messages() {
  return kMessages;
}

}  // namespace almanach

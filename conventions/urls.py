from django.urls import path

from conventions.views import (
    checks,
    clause,
    comments,
    composition,
    history,
    insertions,
    list as home,
    pages,
    parties,
    pdf,
    presence,
    preview,
    reading,
    saving,
    setting_up,
    suggestions,
    word,
    workspace,
)

app_name = "conventions"
urlpatterns = [
    path("", home.convention_list, name="list"),
    path("conventions/nouvelle/", setting_up.convention_create, name="create"),
    path("conventions/<slug:reference>/", workspace.convention_workspace, name="detail"),
    path("conventions/<slug:reference>/plan/", workspace.convention_outline, name="outline"),
    path("conventions/<slug:reference>/lecture/", reading.convention_reading, name="reading"),
    path(
        "conventions/<slug:reference>/blocs/<slug:address>/",
        workspace.convention_block,
        name="block",
    ),
    path(
        "conventions/<slug:reference>/blocs/<slug:address>/deplacer/",
        composition.block_move,
        name="move-block",
    ),
    path(
        "conventions/<slug:reference>/blocs/<slug:address>/supprimer/",
        composition.block_remove,
        name="remove-block",
    ),
    path(
        "conventions/<slug:reference>/blocs/<slug:address>/retablir/",
        composition.block_restore,
        name="restore-block",
    ),
    path(
        "conventions/<slug:reference>/blocs/<slug:address>/clause/",
        clause.block_clause,
        name="clause",
    ),
    path(
        "conventions/<slug:reference>/blocs/<slug:address>/inserer/",
        clause.insert_clause,
        name="insert-clause",
    ),
    path("conventions/<slug:reference>/ajouter/", composition.block_add, name="add-block"),
    path("conventions/<slug:reference>/parties/", parties.party_list, name="parties"),
    path("conventions/<slug:reference>/parties/ajouter/", parties.party_add, name="add-party"),
    path("conventions/<slug:reference>/visas/", parties.legal_basis_list, name="legal-bases"),
    path(
        "conventions/<slug:reference>/blocs/<slug:address>/signataires/",
        parties.signatory_add,
        name="add-signatory",
    ),
    path(
        "conventions/<slug:reference>/signataires/<int:pk>/",
        parties.signatory_change,
        name="change-signatory",
    ),
    path("conventions/<slug:reference>/controle/", checks.convention_checks, name="checks"),
    path("conventions/<slug:reference>/pdf/", pdf.convention_pdf, name="pdf"),
    path(
        "conventions/<slug:reference>/insertions.json",
        insertions.insertions,
        name="insertions",
    ),
    path(
        "conventions/<slug:reference>/presence/",
        presence.convention_presence,
        name="presence",
    ),
    path(
        "conventions/<slug:reference>/blocs/<slug:address>/enregistrer/",
        saving.save_block,
        name="save-block",
    ),
    path(
        "conventions/<slug:reference>/blocs/<slug:address>/comparer/",
        saving.compare_block,
        name="compare-block",
    ),
    path(
        "conventions/<slug:reference>/blocs/<slug:address>/proposer/",
        suggestions.block_suggest,
        name="suggest",
    ),
    path(
        "conventions/<slug:reference>/propositions/<int:pk>/accepter/",
        suggestions.suggestion_accept,
        name="suggestion-accept",
    ),
    path(
        "conventions/<slug:reference>/propositions/<int:pk>/refuser/",
        suggestions.suggestion_reject,
        name="suggestion-reject",
    ),
    path(
        "conventions/<slug:reference>/propositions/<int:pk>/retirer/",
        suggestions.suggestion_withdraw,
        name="suggestion-withdraw",
    ),
    path(
        "conventions/<slug:reference>/commentaires/",
        comments.convention_comments,
        name="comments",
    ),
    path(
        "conventions/<slug:reference>/commentaires/passages.json",
        comments.convention_passages,
        name="passages",
    ),
    path(
        "conventions/<slug:reference>/commentaires/personnes.json",
        comments.convention_people,
        name="people",
    ),
    path(
        "conventions/<slug:reference>/commentaires/ouvrir/",
        comments.thread_open,
        name="thread-open",
    ),
    path(
        "conventions/<slug:reference>/commentaires/<int:pk>/repondre/",
        comments.thread_reply,
        name="thread-reply",
    ),
    path(
        "conventions/<slug:reference>/commentaires/<int:pk>/regler/",
        comments.thread_resolve,
        name="thread-resolve",
    ),
    path(
        "conventions/<slug:reference>/commentaires/<int:pk>/rouvrir/",
        comments.thread_reopen,
        name="thread-reopen",
    ),
    path(
        "conventions/<slug:reference>/commentaires/messages/<int:pk>/corriger/",
        comments.remark_edit,
        name="remark-edit",
    ),
    path(
        "conventions/<slug:reference>/commentaires/messages/<int:pk>/supprimer/",
        comments.remark_delete,
        name="remark-delete",
    ),
    path("conventions/<slug:reference>/apercu/", preview.convention_preview, name="preview"),
    path(
        "conventions/<slug:reference>/apercu/<slug:address>/",
        preview.preview_passages,
        name="preview-passages",
    ),
    path("conventions/<slug:reference>/apercu-pdf/", preview.preview_ask, name="preview-ask"),
    path(
        "conventions/<slug:reference>/apercu-pdf/avancement/",
        preview.preview_progress,
        name="preview-progress",
    ),
    path(
        "conventions/<slug:reference>/apercu-pdf/<int:preview>/page-<int:number>.png",
        preview.preview_page,
        name="preview-page",
    ),
    path("conventions/<slug:reference>/word/", word.word_export, name="word-export"),
    path("conventions/<slug:reference>/retour-word/", word.word_import, name="word-import"),
    path(
        "conventions/<slug:reference>/retour-word/<int:pk>/",
        word.word_return,
        name="word-return",
    ),
    path("conventions/<slug:reference>/historique/", history.convention_history, name="history"),
    path(
        "conventions/<slug:reference>/historique/<slug:mark>/",
        history.history_change,
        name="history-change",
    ),
    path(
        "conventions/<slug:reference>/historique/<slug:mark>/retablir/",
        history.history_restore,
        name="history-restore",
    ),
    path("accessibilite/", pages.accessibility, name="accessibility"),
    path("donnees-personnelles/", pages.privacy, name="privacy"),
]
